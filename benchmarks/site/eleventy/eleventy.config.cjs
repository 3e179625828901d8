// The archive's pages of articles and listings in Eleventy: no maps, no evidence, no feeds.
const fs = require("node:fs");
const path = require("node:path");
module.exports = function (config) {
  config.setUseGitIgnore(false);
  const lists = JSON.parse(fs.readFileSync(path.join(__dirname, "lists.json"), "utf8"));
  config.addGlobalData("lists", lists);
  config.addGlobalData("entries", JSON.parse(fs.readFileSync(path.join(__dirname, "entries.json"), "utf8")));
  config.setNunjucksEnvironmentOptions({ trimBlocks: true, lstripBlocks: true });
  return { dir: { input: "content", includes: "../_includes", output: "public" }, markdownTemplateEngine: false };
};
