namespace Custos.Train.Pages;

/// <summary>How does the report page look: on a phone, on paper, by light and by dark?</summary>
internal static class PageStyle
{
    public const string Css = """
        :root{color-scheme:light dark}
        body{margin:0 auto;padding:20px 16px 48px;max-width:1180px;font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;color:#1b1f24;background:#fff}
        h1{font-size:1.6rem;line-height:1.2;margin:0 0 4px}h2{font-size:1.2rem;margin:36px 0 8px}h3{font-size:1rem;margin:20px 0 4px}
        p{margin:6px 0;max-width:70ch}code{font-size:.9em;overflow-wrap:anywhere}
        .quiet{color:#57606a;font-size:.9rem}
        .answers{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,320px),1fr));gap:14px;margin:18px 0}
        .answer{border:1px solid #d8dee4;border-left:5px solid #009e73;border-radius:6px;padding:12px 14px}
        .answer.no{border-left-color:#d55e00}
        .answer h3{margin:0}.mark{font-size:.85rem;font-weight:600;color:#00734f}.no .mark{color:#a84300}
        .charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,340px),1fr));gap:22px 18px}
        .charts figure{margin:0}.charts svg{width:100%}
        .scroll{overflow-x:auto}
        table{border-collapse:collapse;font-size:.82rem;font-variant-numeric:tabular-nums}
        th,td{padding:5px 9px 5px 0;text-align:right;vertical-align:top;border-bottom:1px solid #e4e7eb;white-space:nowrap}
        th{font-weight:600}th:first-child,td:first-child{text-align:left}
        details{margin:10px 0}summary{cursor:pointer}
        pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#f4f6f8;padding:10px 12px;border-radius:6px;font-size:.85rem}
        @media screen and (prefers-color-scheme:dark){
        body{color:#edf0f3;background:#0f1318}.quiet{color:#a5adb8}.answer{border-color:#2b313a;border-left-color:#3cc79b}.answer.no{border-left-color:#f28e4a}
        .mark{color:#3cc79b}.no .mark{color:#f28e4a}th,td{border-color:#2b313a}pre{background:#181d24}}
        @media print{body{max-width:none;padding:0;font-size:11pt}.answer,figure,table{break-inside:avoid}.charts{grid-template-columns:1fr 1fr}}

        """;
}
