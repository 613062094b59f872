"""A company's own files of norms stand beside the shipped ones, whole or not at all, and are read as they change."""

from __future__ import annotations

import os

import pytest
from tests.adapters.norms.test_complaints import RIGHT as JINAN

from guicheng.adapters.norms import norms_in_use, shipped_norms
from guicheng.adapters.norms.own import look_in, refused_files


@pytest.fixture
def folder(tmp_path):
    look_in(tmp_path / "norms")
    (tmp_path / "norms").mkdir()
    yield tmp_path / "norms"
    look_in(None)


def write(folder, name, text, at=0):
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    os.utime(path, ns=(at, at))


def of(place):
    return {norm.id: norm for norm in norms_in_use() if norm.place.zh == place}


def test_without_a_folder_the_shipped_norms_hold(tmp_path):
    assert norms_in_use() == shipped_norms()
    look_in(tmp_path / "nowhere")
    assert norms_in_use() == shipped_norms()
    look_in(None)


def test_a_file_adds_a_place_and_is_read_anew_when_it_changes_or_goes(folder):
    assert norms_in_use() == shipped_norms()
    write(folder, "jinan.yaml", JINAN)
    assert of("济南")["jinan.complaint-answer"].figure.value == 7
    assert set(shipped_norms()) < set(norms_in_use())
    write(folder, "jinan.yaml", JINAN.replace("value: 7", "value: 5").replace("7日", "5日"), at=1)
    assert of("济南")["jinan.complaint-answer"].figure.value == 5
    (folder / "jinan.yaml").unlink()
    assert norms_in_use() == shipped_norms()


def test_a_file_about_a_shipped_place_stands_for_it(folder):
    text = JINAN.replace("jinan", "qingdao").replace("zh: 济南, en: Jinan", "zh: 青岛, en: Qingdao")
    write(folder, "mine.yaml", text)
    assert list(of("青岛")) == ["qingdao.complaint-answer"]
    assert any(norm.place.zh == "山东" for norm in norms_in_use())


@pytest.mark.parametrize(("name", "text", "line", "said"), [
    ("a.yaml", JINAN.replace("owner: company", "owner: compny"), 12, "“compny” is not known here"),
    ("b.yaml", JINAN.replace("7日", "10日"), 18, "reads as"),
    ("c.yaml", b"\xff\xfe\x00\xd8\x81", 0, "is not text"),
    ("d.yaml", "x" * 1_000_001, 0, "larger than 1 MB"),
    ("e.yaml", "", 1, "file is empty"),
])  # fmt: skip
def test_a_file_with_a_fault_is_left_out_whole_and_told(folder, name, text, line, said):
    write(folder, name, text)
    assert norms_in_use() == shipped_norms()
    [refused] = refused_files()
    assert (refused.name, refused.line) == (name, line)
    assert said in refused.message.render()


def test_of_two_files_with_one_duty_the_first_holds(folder):
    write(folder, "a.yaml", JINAN)
    write(folder, "b.yaml", JINAN.replace("value: 7", "value: 5").replace("7日", "5日"))
    assert of("济南")["jinan.complaint-answer"].figure.value == 7
    assert [each.message.render() for each in refused_files()] == [
        "Duty jinan.complaint-answer stands in another file too."
    ]
