using System.CommandLine;
using System.Globalization;
using Custos.Learning;
using Custos.Records;

namespace Custos.App.Cli;

/// <summary><c>custos explain</c>: why does a text get its score? The contributions sum to it.</summary>
internal static class Explain
{
    private static readonly Option<string> Model = new("--model") { Description = "A folder that 'custos train' wrote.", Required = true, HelpName = "folder" };
    private static readonly Option<string> Text = new("--text") { Description = "The text to explain.", Required = true };
    private static readonly Option<string?> Label = new("--label") { Description = "One label; every label unless said." };
    private static readonly Option<int> Top = new("--top") { Description = "How many contributions to show, heaviest first; the rest is summed up in one line. JSON always has them all.", DefaultValueFactory = _ => 15 };

    public static Command Verb()
    {
        var verb = new Command("explain", "Show what each word adds to a text's score: the contributions and the intercept sum to the raw score, which calibration turns into the probability.") { Model, Text, Label, Top };
        verb.SetAction(Run);
        return verb.WithExamples(
            "custos explain --model models/posts --text \"have a nice day\"",
            "custos explain --model models/posts --text \"have a nice day\" --label hate --top 5 --json");
    }

    private static int Run(ParseResult parsed)
    {
        if (parsed.GetValue(Top) < 1)
        {
            throw new BadInputException("--top is below 1.", "Show at least one contribution.", isUsage: true);
        }

        var terminal = CommandLine.TerminalOf(parsed);
        var classifier = TextClassifier.Load(parsed.GetValue(Model)!);
        IEnumerable<string> labels = parsed.GetValue(Label) is { } one ? [one] : classifier.Labels.Select(label => label.Name);
        var explanations = labels.Select(label => classifier.Explain(parsed.GetValue(Text)!, label)).ToList();
        if (terminal.WantsJson)
        {
            terminal.WriteJson(new { model = classifier.Id, labels = explanations.ToDictionary(explanation => explanation.Label, explanation => JsonOf(explanation, ThresholdOf(classifier, explanation))) });
        }
        else
        {
            foreach (var explanation in explanations)
            {
                Write(terminal, explanation, ThresholdOf(classifier, explanation), parsed.GetValue(Top));
            }
        }

        return ExitCode.Done;
    }

    private static TextClassifierLabel ThresholdOf(TextClassifier classifier, TextExplanation explanation) => classifier.Labels.First(label => label.Name == explanation.Label);

    private static object JsonOf(TextExplanation explanation, TextClassifierLabel label) => new
    {
        score = explanation.Decision,
        intercept = explanation.Intercept,
        probability = explanation.Probability,
        threshold = label.Threshold,
        certified = label.Certified,
        flagged = explanation.Probability >= label.Threshold,
        contributions = explanation.Contributions.Select(part => new { feature = part.Feature, value = part.Value, weight = part.Weight, contribution = part.Contribution }),
    };

    private static void Write(Terminal terminal, TextExplanation explanation, TextClassifierLabel label, int top)
    {
        var table = new AlignedTable().Column(explanation.Label).Column("value", isNumber: true).Column("weight", isNumber: true).Column("adds", isNumber: true);
        foreach (var part in explanation.Contributions.Take(top))
        {
            table.Row(part.Feature, Number(part.Value), Number(part.Weight), Number(part.Contribution));
        }

        var rest = explanation.Contributions.Skip(top).ToList();
        if (rest.Count > 0)
        {
            table.Row($"{rest.Count} more", "", "", Number(rest.Sum(part => part.Contribution)));
        }

        table.Row("intercept", "", "", Number(explanation.Intercept));
        table.Row("sum: the raw score", "", "", Number(explanation.Decision));
        terminal.Say($"\n{table}");
        terminal.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{explanation.Label}: probability {explanation.Probability:G6}, threshold {label.Threshold:G6} ({(label.Certified ? "certified" : "not certified")}): {(explanation.Probability >= label.Threshold ? "flagged" : "not flagged")}."));
    }

    private static string Number(double value) => value.ToString("F4", CultureInfo.InvariantCulture);
}
