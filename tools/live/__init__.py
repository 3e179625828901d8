"""What `invoke serve` is made of: it notices changes, builds in a warm process, and tells open pages.

changes    what changed below the watched folders
builders   a process that has the code of builds loaded (warm), or one for each build (plain)
copies     copies of the warm process, each gone ahead to where content is looked at before anybody saves
looked_at  what one of them has read, and whether it is still the same
builds     one build, and the lines that tell what was wrong with it
channel    what open pages are told
server     the site with a script at the end of each page; files on disk stay as they were built
loop       all of these together
"""
