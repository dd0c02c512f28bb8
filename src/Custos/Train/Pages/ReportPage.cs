using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Custos.Charts;
using Custos.Records;

namespace Custos.Train.Pages;

/// <summary>What does a training report look like as a page that a policy team reads?</summary>
/// <remarks>One file without script or any request; its policy allows nothing but its own style. It holds no text of the data, and single words of it only in a closed part.</remarks>
public static class ReportPage
{
    /// <param name="report">What is shown.</param>
    /// <param name="command">The command line that made it, for who wants to make it again.</param>
    public static string Write(TrainingReport report, string command)
    {
        var style = PageStyle.Css + SvgStyle.Css;
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'; base-uri 'none'; form-action 'none'">
            <title>Training report {report.ModelId[..12]}</title>
            <style>{style}</style>
            </head>
            <body>
            <h1>May this classifier decide?</h1>
            <p class="quiet">Model <code>{report.ModelId}</code>, {Wording.Made(report)} on {Wording.Count(report.Source.Rows)} rows of <code>{Html(report.Source.File)}</code>. Every figure below was measured on {Wording.Count(report.Split.ValidationRows)} rows that {(report.ScoresOf is null ? "the model" : "the calibration")} never saw.</p>

            """);
        Answers(html, report);
        Table(html, report);
        foreach (var label in report.Labels)
        {
            Label(html, label);
        }

        Facts(html, report, command);
        return html.Append("</body>\n</html>\n").ToString();
    }

    private static void Answers(StringBuilder html, TrainingReport report)
    {
        html.Append("<div class=\"answers\">\n");
        foreach (var label in report.Labels)
        {
            var certified = label.Certification is Certification.Certified;
            html.Append(CultureInfo.InvariantCulture, $"""
                <section class="answer{(certified ? "" : " no")}">
                <h3>{Html(label.Name)}</h3>
                <div class="mark">{(certified ? Wording.CertifiedMark : Wording.NotCertifiedMark)} at a false-positive rate of {Wording.Percent(report.Options.MaxFpr)}, threshold {Wording.Threshold(label.Operating)}</div>
                <p>{Html(Wording.Headline(label, report.Options))}</p>
                </section>

                """);
        }

        html.Append("</div>\n");
        foreach (var warning in report.Warnings)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p><strong>Mind:</strong> {Html(warning)}</p>\n");
        }
    }

    private static void Table(StringBuilder html, TrainingReport report)
    {
        html.Append("<h2>All figures</h2>\n<div class=\"scroll\"><table>\n<tr><th>label</th><th>held out</th><th>positive</th><th>AUROC</th><th>AUPRC</th><th>threshold</th><th>FPR</th><th>per 10,000</th><th>recall</th><th>PPV</th><th>Brier</th><th>ECE</th></tr>\n");
        foreach (var label in report.Labels)
        {
            var point = label.Operating;
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{Html(label.Name)}<br>{(label.Certification is Certification.Certified ? Wording.CertifiedMark : Wording.NotCertifiedMark)}</td><td>{Wording.Count(label.Validation.Known)}</td>");
            html.Append(Share(label.Prevalence)).Append(Figure(label.Auroc)).Append(Figure(label.Auprc));
            html.Append(CultureInfo.InvariantCulture, $"<td>{Wording.Threshold(point)}</td><td>{Wording.Percent(point.Fpr.Value)}<br>≤ {Wording.Percent(point.FprUpper95)}</td><td>{point.FalsePositivesPer10k:0.#}</td>");
            html.Append(Share(point.Recall)).Append(point.Ppv is { } ppv ? Share(ppv) : "<td>nothing flagged</td>").Append(Figure(label.Brier));
            html.Append(CultureInfo.InvariantCulture, $"<td>{Wording.Figure(label.Reliability.ExpectedError)}<br>chance: {Wording.Figure(label.Reliability.ErrorByChance)}</td></tr>\n");
        }

        html.Append("</table></div>\n<p class=\"quiet\">Square brackets: 95 % intervals. FPR: the share of texts without the label that are flagged, and its exact one-sided 95 % upper bound. PPV: the share of the flagged that bear the label, at the share of positives held out here; where positives are rarer, it is lower.</p>\n");
    }

    private static string Share(Estimate rate) => $"<td>{Wording.Percent(rate.Value)}<br>[{Wording.Percent(rate.Interval.Lower)}, {Wording.Percent(rate.Interval.Upper)}]</td>";

    private static string Figure(Estimate figure) => $"<td>{Wording.Figure(figure.Value)}<br>{Wording.Range(figure.Interval)}</td>";

    private static void Label(StringBuilder html, LabelReport label)
    {
        html.Append(CultureInfo.InvariantCulture, $"<h2>{Html(label.Name)}</h2>\n<div class=\"charts\">\n");
        foreach (var chart in LabelCharts.Of(label))
        {
            html.Append("<figure>").Append(SvgWriter.WriteInline(chart)).Append("</figure>\n");
        }

        html.Append(CultureInfo.InvariantCulture, $"</div>\n<p class=\"quiet\">Calibration: {Html(label.Calibration.Because)}{Fit(label.Fit)} Positive: {Wording.Percent(label.Train.PositiveRate)} of the training rows, {Wording.Percent(label.Validation.PositiveRate)} of the held-out rows; unknown and so not counted: {Wording.Count(label.Train.Unknown)} and {Wording.Count(label.Validation.Unknown)}.</p>\n");
        if (label.Fit is null) return;
        html.Append("<details><summary>The heaviest words. Content warning: where the data is offensive, so are these.</summary>\n");
        html.Append("<h3>Speaking for the label</h3>\n").Append(Words(label.HeaviestFor));
        html.Append("<h3>Speaking against it</h3>\n").Append(Words(label.HeaviestAgainst)).Append("</details>\n");
    }

    private static string Fit(FitCertificate? fit) => fit is null ? "" : string.Create(
        CultureInfo.InvariantCulture,
        $" The fit {(fit.Converged ? "arrived at" : "stopped before")} its minimum after {fit.Iterations} iterations (length of the gradient: {fit.GradientNorm:0.0e+0}).");

    private static string Words(IEnumerable<FeatureWeight> features) =>
        "<table>\n" + string.Concat(features.Select(feature => string.Create(CultureInfo.InvariantCulture, $"<tr><td>{Html(feature.Name)}</td><td>{feature.Weight:+0.00;-0.00;0.00}</td></tr>\n"))) + "</table>\n";

    private static void Facts(StringBuilder html, TrainingReport report, string command)
    {
        var split = report.Split;
        html.Append(CultureInfo.InvariantCulture, $"""
            <h2>What was held out, and what might leak</h2>
            <p>{Wording.Count(split.TrainGroups)} groups were {Wording.Used(report)} and {Wording.Count(split.ValidationGroups)} held out; {Wording.Count(split.Overlap)} stand on both sides. A group is {(split.GroupColumn is null ? "a text, with its exact copies" : $"a value of <code>{Html(split.GroupColumn)}</code>")}. {Wording.Count(split.LeftOutRows)} training rows that are near-identical to a held-out text were left out. {Wording.Count(report.Source.EmptyTexts)} texts are empty.</p>
            <h2>How to read this</h2>
            <p>A text is flagged when its calibrated score reaches the threshold. The false-positive rate is what harmless users feel: the share of texts without the label that are flagged. A threshold is certified when it and every higher one have an exact one-sided 95 % bound (Clopper and Pearson) within the target; testing from the top down in this fixed order costs no confidence. The statement is about each label alone, and about traffic like the held-out rows: other languages, other topics or a later year are other traffic.</p>
            <p>AUROC is the chance that a positive text scores above a negative one. AUPRC is the area under the precision–recall curve; guessing reaches the share of positives.</p>
            <h2>How to make it again</h2>
            <pre>{Html(command)}</pre>
            <p class="quiet">Data: SHA-256 <code>{report.Source.Sha256}</code>, {Wording.Count(report.Source.Bytes)} bytes. {Html(string.Join(", ", report.Versions.Select(version => $"{version.Key} {version.Value}")))}. The same data, options and version give the same model, byte for byte.</p>

            """);
    }

    private static string Html(string words) => SvgText.Escape(words);
}
