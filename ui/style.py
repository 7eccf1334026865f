"""The style of the parts that are our own HTML: cards, badges, tables, origins."""

from briefing.palette import FONTS as SANS
from briefing.palette import Palette
from metrics.progress.judging import Status

SERIF = '"Source Han Serif SC","Noto Serif CJK SC","Noto Serif SC",STZhongsong,SimSun,Georgia,serif'

LATIN = f'"Segoe UI","Helvetica Neue",Arial,"Liberation Sans",{SANS}'
LATIN_SERIF = f'Georgia,"Times New Roman","Liberation Serif",{SERIF}'

_RULES = """
.block-container{padding:3.6rem 2rem 4rem;max-width:1360px}
.lj{color:var(--ink);font-size:15px;line-height:1.6}
.lj-title{font:700 26px/1.3 SERIF;letter-spacing:.02em;margin:0;color:var(--ink)}
.lj-sub{color:var(--muted);font-size:13.5px;margin-top:2px}
.lj-rule{border-top:2px solid var(--primary);margin:8px 0 0}
.lj-demo{border-left:4px solid var(--published);background:var(--shade);color:var(--published);padding:2px 12px;
 font-size:13.5px}
.lj-lead{font-size:16.5px;line-height:1.75;margin:4px 0 2px;text-align:justify}
.lj-cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(275px,1fr));gap:14px;margin:10px 0 4px}
.lj-card{border:1px solid var(--rule);border-top:3px solid var(--tone);border-radius:4px;padding:12px 16px 10px;
 background:var(--ground)}
.lj-name{display:flex;justify-content:space-between;gap:8px;font-weight:600;font-size:15px}
.lj-figure{font-variant-numeric:tabular-nums;font-size:15px;color:var(--muted);margin:2px 0}
.lj-figure b{font-size:32px;line-height:1.25;font-weight:650;color:var(--ink);letter-spacing:-.01em}
.lj-facts{display:flex;flex-wrap:wrap;gap:2px 18px;font-variant-numeric:tabular-nums;font-size:14px}
.lj-facts span{white-space:nowrap}.lj-facts em{font-style:normal;color:var(--muted);margin-right:5px}
.lj-spark{width:100%;height:56px;margin:6px 0 0;display:block}
.lj-remark{color:var(--muted);font-size:13px;margin-top:3px}
.lj-status{white-space:nowrap;font-weight:600}.lj-status i{font-style:normal;margin-right:4px;color:var(--tone)}
.lj-scope{position:relative;font-weight:400;font-size:12.5px;color:var(--muted);
 border-bottom:1px dotted var(--muted);cursor:help;white-space:nowrap}
.lj-scope span{display:none;position:absolute;left:-4em;top:1.7em;z-index:20;width:250px;white-space:normal;
 background:var(--ground);color:var(--ink);border:1px solid var(--rule);border-radius:4px;padding:8px 10px;
 box-shadow:0 3px 12px rgba(0,0,0,.14);font-size:13px;line-height:1.55}
.lj-scope:hover span,.lj-scope:focus span{display:block}
.lj details{margin-top:6px;font-size:13px}
.lj summary{cursor:pointer;color:var(--primary);width:max-content;max-width:100%}
.lj-origin{list-style:none!important;margin:4px 0!important;padding:0!important;max-height:320px;overflow-y:auto;
 min-width:240px}
.lj-origin li{font-size:12.5px!important;line-height:1.5;padding:3px 0!important;margin:0!important;
 border-bottom:1px solid var(--rule);white-space:normal;overflow-wrap:anywhere}
.lj-origin em{font-style:normal;color:var(--muted)}
.lj-table{overflow-x:auto;margin-top:6px;
 background:linear-gradient(to left,var(--ground) 50%,transparent) right/36px 100% no-repeat local,
 linear-gradient(to left,var(--rule),transparent) right/12px 100% no-repeat scroll}
.lj table{border-collapse:collapse;width:100%;font-size:13px;font-variant-numeric:tabular-nums}
.lj-fit table{width:auto;min-width:min(100%,560px)}
.lj th,.lj td{border:0;border-bottom:1px solid var(--rule);padding:4px 10px;text-align:left;white-space:nowrap;
 color:var(--ink)}
.lj th{font-weight:600;color:var(--muted);border-bottom:1px solid var(--muted)}
.lj td.n,.lj th.n{text-align:right}
.lj td .lj-remark,.lj td details{margin:0}
.lj td.b{white-space:normal;min-width:7em}
.lj td.w{white-space:normal;min-width:20em;overflow-wrap:anywhere}
.lj-matrix th,.lj-matrix td{white-space:normal;vertical-align:middle;line-height:1.35}
.lj-matrix th[scope=row]{position:sticky;left:0;z-index:1;background:var(--ground);white-space:nowrap;
 border-bottom:1px solid var(--rule)}
.lj-matrix tr:first-child th:first-child{position:sticky;left:0;z-index:1;background:var(--ground)}
.lj-matrix td{padding:0;word-break:keep-all;border-left:1px solid var(--rule)}
.lj-matrix td a{display:block;padding:5px 8px;color:inherit}
.lj-h{font:700 18px/1.4 SERIF;margin:14px 0 2px;color:var(--ink)}
.lj-list{margin:4px 0!important;padding:0!important;list-style:none}
.lj-list li{padding:5px 0;border-bottom:1px solid var(--rule);font-size:14px;margin:0}
.lj-list li em,.lj-muted{font-style:normal;color:var(--muted)}
.lj a{color:var(--primary);text-decoration:none}.lj a:hover{text-decoration:underline}
.st-key-language{position:fixed;top:.55rem;right:1rem;width:auto;z-index:1000000}
@media(max-width:640px){.block-container{padding:3.4rem 1rem 3rem}.lj-title{font-size:21px}
 .lj-lead{font-size:15.5px;text-align:left}
 .lj-stack tr{display:flex;flex-wrap:wrap;border-bottom:1px solid var(--rule);padding:5px 0}
 .lj-stack tr:first-child{display:none}
 .lj-stack td,.lj-stack td.n{border:0;padding:1px 12px 1px 0;white-space:normal;text-align:left}
 .lj-stack td.w{flex:1 0 100%}
 .lj-stack td:not([data-label]):not(.w){font-weight:600}.lj-stack td:empty{display:none}
 .lj-stack td[data-label]::before{content:attr(data-label);color:var(--muted);margin-right:6px}
 .lj-cards{grid-template-columns:1fr;gap:10px}
 .st-key-strip>div{flex:1 1 calc(50% - .5rem)!important;width:calc(50% - .5rem)!important}
 .st-key-strip>div{min-width:0!important;max-width:none!important}
 .lj-figure b{font-size:28px}.lj-spark{height:44px}}
@media print{header,.stAppToolbar,[data-testid=stHeader]{display:none}}
"""


def style_sheet(palette: Palette, lang: str = "zh") -> str:
    """Return the style element for a light or a dark ground.

    English is set in Latin letters first: those of a Chinese font give a quote the room of a character.
    """
    names = ("ink", "muted", "rule", "ground", "primary", "target", "published", "shade")
    colours = "".join(f"--{name}:{getattr(palette, name)};" for name in names)
    tones = "".join(f".lj-{status}{{--tone:{palette.statuses[status]}}}" for status in Status)
    serif, latin = (
        (LATIN_SERIF, f".stApp,.stApp .lj,.stApp p,.stApp button,.stApp input,.stApp label{{font-family:{LATIN}}}")
        if lang == "en"
        else (SERIF, "")
    )
    return f"<style>:root{{{colours}}}{tones}{_RULES.replace('SERIF', serif)}{latin}</style>"
