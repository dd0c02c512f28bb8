using System.Globalization;
using System.Text;

namespace Custos.Train.Pages;

/// <summary>What is the model for, how far can it be trusted, and what must it not be used for? As Markdown, to stand beside it.</summary>
/// <remarks>Its sections follow Mitchell et al. 2019, "Model Cards for Model Reporting".</remarks>
public static class ModelCard
{
    /// <param name="report">What is known of the model.</param>
    /// <param name="command">The command line that made it.</param>
    public static string Write(TrainingReport report, string command)
    {
        var card = new StringBuilder();
        card.Append(CultureInfo.InvariantCulture, $"""
            # Model card

            Model `{report.ModelId}`

            ## Intended use

            It scores texts for {string.Join(", ", report.Labels.Select(label => Plain(label.Name)))}, as one signal of a policy that people have written and answer for. It serves texts like those it learned from: the same language, the same kind of place, the same understanding of the labels.

            It does not judge people, and a score is no proof. It was not measured for groups of authors apart from each other.

            ## Data

            | | |
            |---|---|
            | file | {Plain(report.Source.File)} |
            | SHA-256 | `{report.Source.Sha256}` |
            | rows | {Wording.Count(report.Source.Rows)}, {Wording.Count(report.Source.EmptyTexts)} without text |
            | {Wording.Used(report)} | {Wording.Count(report.Split.TrainRows)} rows in {Wording.Count(report.Split.TrainGroups)} groups |
            | held out | {Wording.Count(report.Split.ValidationRows)} rows in {Wording.Count(report.Split.ValidationGroups)} groups |
            | groups on both sides | {Wording.Count(report.Split.Overlap)} |
            | left out | {Wording.Count(report.Split.LeftOutRows)} training rows near-identical to held-out texts |

            | label | positive in training | positive held out | unknown |
            |---|---|---|---|

            """);
        foreach (var label in report.Labels)
        {
            card.Append(CultureInfo.InvariantCulture, $"| {Plain(label.Name)} | {Wording.Percent(label.Train.PositiveRate)} of {Wording.Count(label.Train.Known)} | {Wording.Percent(label.Validation.PositiveRate)} of {Wording.Count(label.Validation.Known)} | {Wording.Count(label.Train.Unknown + label.Validation.Unknown)} |\n");
        }

        card.Append(CultureInfo.InvariantCulture, $"""

            ## Method

            {Method(report)} Every figure here comes from the held-out rows.

            ## Operating points

            Target: a false-positive rate of at most {Wording.Percent(report.Options.MaxFpr)}.

            """);
        foreach (var label in report.Labels)
        {
            var mark = label.Certification is Certification.Certified ? Wording.CertifiedMark : Wording.NotCertifiedMark;
            card.Append(CultureInfo.InvariantCulture, $"\n- **{Plain(label.Name)}**: {mark}, threshold {Wording.Threshold(label.Operating)}. {Wording.Headline(label, report.Options)} AUROC {Wording.Figure(label.Auroc)}, AUPRC {Wording.Figure(label.Auprc)}.");
        }

        return card.Append(CultureInfo.InvariantCulture, $"""


            ## Limits

            - The bounds hold for traffic like the held-out rows, label by label, at 95 % confidence each. They say nothing about text that was written to get past the model.
            - Rows of one group stand on one side, but are counted one by one; where few groups write much, the true uncertainty is larger.
            - A label that is not certified must not block on its own: hold its texts for a person.
            - A wrong label in the data is learned, and counted as an error of the model where it is held out.
            {string.Concat(report.Warnings.Select(warning => $"- {Plain(warning)}\n"))}
            What would change it: more held-out texts without the label certify a lower rate; {(report.ScoresOf is null ? $"more labelled texts help where the learning curve in `{ModelFiles.ReportPage}` still rises" : "another model, or the same trained further, is added and certified anew")}.

            ## How to make it again

            ```
            {command.ReplaceLineEndings(" ")}
            ```

            {string.Join(", ", report.Versions.Select(version => $"{version.Key} {version.Value}"))}. The same data, options and version give the same model, byte for byte.

            """).ToString();
    }

    private static string Method(TrainingReport report) => report.ScoresOf is { } brought
        ? $"A model that was brought (`{brought}`), whose scores were calibrated on the training groups; it learned nothing from them here."
        : $"TF-IDF of word sequences ({Wording.Count(report.Features!.Value)} features){Themes(report)} and one L2-regularised logistic regression per label, calibrated on out-of-fold scores of the training groups.";

    private static string Themes(TrainingReport report) => report.Options.Features.Lexicon is { } lexicon
        ? $", with the themes of the lexicon {lexicon.Name} (SHA-256 `{lexicon.Sha256}`),"
        : "";

    /// <summary>Words of the data, so that they neither break the table nor become markup.</summary>
    private static string Plain(string words)
    {
        var plain = new StringBuilder(words.Length);
        foreach (var rune in words.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                < 0x20 or 0x7f => plain.Append(' '),
                '<' => plain.Append("&lt;"),
                '>' => plain.Append("&gt;"),
                '&' => plain.Append("&amp;"),
                '|' or '`' or '*' or '_' or '[' or ']' or '\\' or '#' or '!' => plain.Append('\\').Append(rune.ToString()),
                _ => plain.Append(rune.ToString()),
            };
        }

        return plain.ToString();
    }
}
