"""Whether words that somebody writes in place of a file are a clause."""

from __future__ import annotations

import re
from typing import Final

from guicheng.domain.clause.lexicon import Lexicon
from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import terms_of

_PAPER: Final = "手册|标准|规程|规范|制度|办法|细则|合同|方案|文件|附件|表|稿|版|本"
#: Neither a path nor what papers are called, such as 保洁服务手册2026.
_SENTENCE: Final = re.compile(rf"(?=.*[一-鿿])(?!.*\.[a-z]{{2,5}}$)(?!.*(?:{_PAPER})[\d.]*$).{{5,}}")


def is_clause(words: str, lexicon: Lexicon | None = None) -> bool:
    """Tell whether words promise something and are no name of a paper.

    Args:
        words: What was written.
        lexicon: Words to read it by; the shipped ones by default.

    Example:
        >>> is_clause("急修30分钟内到场"), is_clause("保洁服务手册2026"), is_clause("急修30分钟到场.docx")
        (True, False, False)
    """
    return _SENTENCE.fullmatch(words) is not None and bool(terms_of(read(words, lexicon=lexicon), lexicon=lexicon))
