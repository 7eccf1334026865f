"""The text of a brief as a sheet of paper, and the wording that the writer changes on it."""

from html import escape

import streamlit as st

from briefing.brief import Brief, OwnFigure
from briefing.composing.revision import prove_revision, revise
from briefing.formats.paper_lines import write_imprint, write_remark_lines
from briefing.proving.proof import Unproven, own_figure, prove_brief
from briefing.proving.reading_back import find_figures
from ui.escaping import plain
from wording.figures import day_text
from wording.personal import hide_numbers
from wording.sentences import say

_PAPER = """<style>
.lj-paper{background:#fff;color:#16181d;border:1px solid #cfd4da;box-shadow:0 2px 14px rgba(20,30,45,.12);
 padding:clamp(18px,6%,76px);margin:4px 0 10px;
 font:16px/1.82 FangSong_GB2312,FangSong,STFangsong,"Noto Serif CJK SC","Noto Serif SC",serif}
.lj-paper h1{text-align:center;margin:.3em 0 .9em;color:inherit;padding:0;
 font:700 22px/1.45 "方正小标宋_GBK",FZXiaoBiaoSong-B05S,STZhongsong,"Noto Serif CJK SC","Noto Serif SC",serif}
.lj-paper h2,.lj-paper h3{font-size:16px;line-height:1.82;margin:0;padding:0;text-indent:2em;
 color:inherit;letter-spacing:0}
.lj-paper h2{font-family:SimHei,STHeiti,"Noto Sans CJK SC","Noto Sans SC",sans-serif;font-weight:500}
.lj-paper h3{font-family:KaiTi_GB2312,KaiTi,STKaiti,"Noto Serif CJK SC",serif;font-weight:600}
.lj-paper p{margin:0;text-indent:2em;text-align:justify}.lj-paper p.to{text-indent:0}
.lj-paper[lang=en] p,.lj-paper[lang=en] h2,.lj-paper[lang=en] h3{text-indent:0;margin-bottom:.5em}
.lj-paper .end{text-align:right;text-indent:0;margin-top:1.4em;line-height:1.7}
.lj-paper .own{border-left:3px solid #9aa3ad;padding-left:.6em}
.lj-paper .number{text-align:center;text-indent:0}
.lj-paper .imprint{border-top:1px solid #16181d;text-indent:0;font-size:14px}
.lj-paper .demo{color:#7a4b94;border:1px solid #7a4b94;text-align:center;font:14px/1.7 sans-serif;margin-bottom:10px}
.lj-paper .notes{border-top:1px solid #9aa3ad;margin-top:1.4em;padding-top:.5em;font-size:13.5px;line-height:1.65}
.lj-paper .notes p{text-indent:0}
.lj-paper mark{background:#fff3cd;color:inherit;border-bottom:2px dashed #946200;padding:0 1px}
</style>"""


def paper_part(brief: Brief) -> str:
    """Return the brief's text as HTML in the form of an official document."""
    lang = brief.lang
    parts = [f'<div class="demo">{escape(say("ui.demo", lang))}</div>'] if brief.demo else []
    if brief.head.number and brief.form != "text":
        parts.append(f'<p class="number">{escape(brief.head.number)}</p>')
    parts.append(f"<h1>{_marked(brief.title, brief)}</h1>")
    if brief.form != "text":
        parts.append(f'<p class="to">{escape(say("brief-page.to", lang, addressee=brief.addressee))}</p>')
    if brief.opening:
        parts.append(f"<p>{escape(brief.opening)}</p>")
    parts.append(f"<p>{_marked(brief.summary, brief)}</p>")
    for section in brief.sections:
        if not section.paragraphs:
            continue
        if section.heading:
            parts.append(f"<h2>{escape(section.number + section.heading)}</h2>")
        for one in section.paragraphs:
            tag = "h3" if one.level else "p"
            kind = ' class="own"' if section.own else ""
            parts.append(f"<{tag}{kind}>{escape(one.number)}{_marked(one.text, brief)}</{tag}>")
    parts += [f"<p>{escape(line)}</p>" for line in write_remark_lines(brief)]
    if brief.closing:
        parts.append(f"<p>{escape(brief.closing)}</p>")
    issued = day_text(brief.issued, lang) if brief.issued else say("brief-page.issued", lang)
    if brief.form != "text":
        parts.append(f'<p class="end">{escape(brief.signer or say("office.no-signer", lang))}<br>{escape(issued)}</p>')
        parts += [
            f'<p class="imprint">{escape("　　".join(part for part in line if part))}</p>'
            for line in write_imprint(brief)
        ]
    notes = "".join(f"<p>{escape(note)}</p>" for note in brief.notes)
    return f'{_PAPER}<div class="lj-paper" lang="{lang}">{"".join(parts)}<div class="notes">{notes}</div></div>'


def _marked(text: str, brief: Brief) -> str:
    """Return a text as HTML, with the writer's own figures marked."""
    parts, done = [], 0
    for found in find_figures(text, brief.names) if brief.own else ():
        if own_figure(text, found) in brief.own and found.begin >= done:
            end = found.begin + len(found.text)
            own = escape(say("brief.own-source", brief.lang))
            parts += [escape(text[done : found.begin]), f'<mark title="{own}">{escape(text[found.begin : end])}</mark>']
            done = end
    return "".join(parts) + escape(text[done:])


def advice(one: Unproven, lang: str) -> str:
    """Return what does not agree and what to do about it: of a verdict, the proof says that itself."""
    if one.slug == "unknown-verdict":
        return say("brief-page.judges", lang, text=one.sentence(lang))
    lost = one.slug in ("lost-figure", "lost-text")
    return say("brief-page.lost" if lost else "brief-page.disagrees", lang, text=one.sentence(lang))


def change_wording(brief: Brief, name: str, wrong: tuple[Unproven, ...]) -> tuple[Brief, tuple[Unproven, ...]]:
    """Show the texts for changing; return the brief as changed, and which figures no longer agree.

    Parameters
    ----------
    name
        Tells this brief from others: changes are kept for the session, and dropped when the data change.
    wrong
        What the proof of the brief found before any change.
    """
    lang, kept = brief.lang, st.session_state.setdefault("brief.changes", {})
    changes: dict[int, str] = kept.get(name, {})
    # Only on demand: a page view without these fields is half the work.
    if st.toggle(say("brief-page.change", lang), key="brief.editing"):
        st.caption(say("brief-page.change-help", lang))
        for place, text in enumerate(brief.texts):
            key = f"brief.text.{name}.{place}"
            if key not in st.session_state:
                st.session_state[key] = changes.get(place, text)

            def keep(place: int = place, key: str = key, text: str = text) -> None:
                kept[name] = changes
                # What comes back into the field is what the paper says.
                changes[place] = st.session_state[key] = hide_numbers(st.session_state[key])
                if changes[place] == text:
                    del changes[place]

            label = say("brief-page.text", lang, number=place + 1)
            st.text_area(label, key=key, height="content", label_visibility="collapsed", on_change=keep)
        if changes:
            st.button(say("brief-page.restore", lang), on_click=_restore, args=(name, brief), icon=":material/undo:")
    if not changes:
        return brief, wrong
    own = _choose_own(name, prove_revision(brief, changes), lang)
    changed = revise(brief, changes, own)
    return changed, tuple(dict.fromkeys((*prove_revision(brief, changes, own), *prove_brief(changed))))


def _choose_own(name: str, strange: tuple[Unproven, ...], lang: str) -> frozenset[OwnFigure]:
    """Let the writer mark, one by one, the figures that the data do not bear as their own; return those marked."""
    kept: set[OwnFigure] = st.session_state.setdefault("brief.own", {}).setdefault(name, set())
    figures = (one for one in strange if one.slug != "unknown-verdict")  # a verdict is never the writer's own
    offered = tuple(dict.fromkeys(OwnFigure(one.text, one.near) for one in figures))
    if offered:
        st.markdown(f"**{say('brief-page.own-heading', lang)}**")
    for one in offered:
        key = f"brief.own.{name}.{one.text}.{one.near}"
        st.session_state[key] = one in kept

        def keep(one: OwnFigure = one, key: str = key) -> None:
            (kept.add if st.session_state[key] else kept.discard)(one)

        label = say("brief-page.own-tick", lang, text=plain(one.text), near=plain(one.near))
        st.checkbox(label, key=key, on_change=keep)
    return frozenset(kept.intersection(offered))


def _restore(name: str, brief: Brief) -> None:
    st.session_state["brief.changes"].pop(name, None)
    st.session_state.get("brief.own", {}).pop(name, None)
    for place, text in enumerate(brief.texts):
        st.session_state[f"brief.text.{name}.{place}"] = text
