"""A path is plain where the system would leave it as it is, names that begin with a dot included."""

from __future__ import annotations

import os

import pytest

from plugins.fast_build.plain_paths import is_plain, is_plain_below

PATHS = ["/a/b", "/a/.build/b", "/.a", "/a..", "/a/...", "/a/./b", "/a/../b", "/a/.", "/a/..", "/a//b", "/a/", "a", "/"]


@pytest.mark.skipif(os.sep != "/", reason="elsewhere no path is plain")
@pytest.mark.parametrize("path", PATHS)
def test_a_plain_path_is_one_that_the_system_leaves_as_it_is(path: str) -> None:
    assert is_plain(path) == (path != "/" and os.path.abspath(path) == path)


@pytest.mark.skipif(os.sep != "/", reason="elsewhere no path is plain")
@pytest.mark.parametrize("path", ["a/.well-known/b", ".a", "../a", "a/../../b", "a/./b", "..", "."])
def test_a_plain_path_below_a_folder_stays_there(path: str) -> None:
    assert is_plain_below(path) == (os.path.normpath(path) == path and path not in (".", "..") and path[:3] != "../")
