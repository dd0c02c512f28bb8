namespace Custos.Charts;

/// <summary>How does a picture look: its colours by light and by dark, its type?</summary>
/// <remarks>Plain classes and no CSS variables, so that programs other than browsers draw it too.
/// Colours of series: Okabe and Ito 2008, "Color Universal Design", told apart with any kind of colour vision; lightened for the dark.</remarks>
public static class SvgStyle
{
    /// <summary>The rules a picture needs, for a page that bears several pictures and states them once.</summary>
    public const string Css = """
        .cst{max-width:100%;height:auto;font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-size:11px;font-variant-numeric:tabular-nums}
        .cst text{fill:#57606a}
        .cst .ttl{font-size:14px;font-weight:600;fill:#1b1f24}
        .cst .sub{font-size:11.5px}
        .cst .cap{font-size:10.5px}
        .cst .nte{font-size:9.5px;fill:#7a828b}
        .cst .lgd{font-size:11.5px;fill:#1b1f24}
        .cst .grd{stroke:#e4e7eb;stroke-width:1;fill:none}
        .cst .axs{stroke:#8c959f;stroke-width:1;fill:none}
        .cst .ref{stroke:#8c959f;stroke-width:1.2;stroke-dasharray:4 3;fill:none}
        .cst .lin{stroke-width:1.9;fill:none;stroke-linejoin:round;stroke-linecap:round}
        .cst .whk{stroke-width:1.3;fill:none}
        .cst .bnd{opacity:.17}
        .cst .bar{fill-opacity:.32;stroke-width:1}
        .cst .d1{stroke-dasharray:7 3}.cst .d2{stroke-dasharray:2 3}.cst .d3{stroke-dasharray:8 3 2 3}.cst .d4{stroke-dasharray:1.5 2}.cst .d5{stroke-dasharray:10 4}
        .cst .l0{stroke:#0072b2}.cst .l1{stroke:#d55e00}.cst .l2{stroke:#009e73}.cst .l3{stroke:#b0558a}.cst .l4{stroke:#c98a00}.cst .l5{stroke:#4b4f58}
        .cst .f0{fill:#0072b2}.cst .f1{fill:#d55e00}.cst .f2{fill:#009e73}.cst .f3{fill:#b0558a}.cst .f4{fill:#c98a00}.cst .f5{fill:#4b4f58}
        @media screen and (prefers-color-scheme:dark){
        .cst text{fill:#a5adb8}.cst .ttl,.cst .lgd{fill:#edf0f3}.cst .nte{fill:#8b949e}
        .cst .grd{stroke:#2b313a}.cst .axs,.cst .ref{stroke:#6e7681}.cst .bnd{opacity:.24}
        .cst .l0{stroke:#56b4e9}.cst .l1{stroke:#f28e4a}.cst .l2{stroke:#3cc79b}.cst .l3{stroke:#e29ac4}.cst .l4{stroke:#e6b333}.cst .l5{stroke:#c3c9d1}
        .cst .f0{fill:#56b4e9}.cst .f1{fill:#f28e4a}.cst .f2{fill:#3cc79b}.cst .f3{fill:#e29ac4}.cst .f4{fill:#e6b333}.cst .f5{fill:#c3c9d1}
        }
        """;

    /// <summary>How many series are told apart; further ones begin with the first colour again.</summary>
    internal const int Colours = 6;
}
