using System.Globalization;
using Custos.Learning;
using Custos.Policy.Conditions;
using Custos.Providers.Brought;
using Custos.Providers.Http;
using Custos.Providers.Onnx;

namespace Custos.App.Cli.Models;

/// <summary>How is a model shown, for the eye and as JSON?</summary>
internal static class ModelWords
{
    public static void Write(Terminal terminal, string folder, BroughtClassifier model)
    {
        if (model is OnnxClassifier onnx) Write(terminal, folder, onnx);
        else Write(terminal, folder, (HttpClassifier)model);
    }

    private static void Write(Terminal terminal, string folder, HttpClassifier model)
    {
        if (terminal.WantsJson)
        {
            terminal.WriteJson(new
            {
                folder, kind = model.Kind, id = model.Id, url = model.Url.ToString(), labels = model.ScoreLabels.Select(label => new { name = label.Name, threshold = label.Threshold, certified = label.Certified, target_fpr = label.TargetFpr }),
            });
            return;
        }

        WriteLabels(terminal, model.Labels);
        terminal.Say($"asked at {model.Url}");
        terminal.Output.WriteLine(model.Id);
    }

    private static void Write(Terminal terminal, string folder, OnnxClassifier model)
    {
        var settings = model.Settings;
        if (terminal.WantsJson)
        {
            terminal.WriteJson(new
            {
                folder, kind = "onnx", id = model.Id, labels = model.ScoreLabels.Select(label => new { name = label.Name, threshold = label.Threshold, certified = label.Certified, target_fpr = label.TargetFpr }),
                settings = new
                {
                    activation = Word(settings.Activation), join = Word(settings.Join), max_tokens = settings.MaxTokens, overlap = settings.Overlap, pad_id = settings.PadId,
                    most_together = settings.MostTogether, most_together_here = model.MostTogether, threads = settings.Threads, output = settings.Output,
                },
                speed = model.Speed?.Lengths.Select(length => new { tokens = length.Tokens, runs = length.Runs, p50_ms = length.Median.TotalMilliseconds, p99_ms = length.Percentile99.TotalMilliseconds }),
                warnings = model.Warnings,
            });
            return;
        }

        WriteLabels(terminal, model.Labels);
        terminal.Say(string.Create(CultureInfo.InvariantCulture, $"{Word(settings.Activation)}; chunks of {settings.MaxTokens} tokens that share {settings.Overlap}, joined by {Word(settings.Join)}; {Together(model)}; {settings.Threads} {(settings.Threads == 1 ? "thread" : "threads")} a run."));
        foreach (var length in model.Speed?.Lengths ?? []) terminal.Say(length.ToString());
        foreach (var warning in model.Warnings) terminal.Warn(warning);
        terminal.Output.WriteLine(model.Id);
    }

    public static void Write(Terminal terminal, string folder, TextClassifier model)
    {
        if (terminal.WantsJson)
        {
            terminal.WriteJson(new
            {
                folder, kind = "linear", id = model.Id, columns = model.Features.Count,
                labels = model.Labels.Select(label => new { name = label.Name, threshold = label.Threshold, certified = label.Certified, target_fpr = label.TargetFpr }),
            });
            return;
        }

        WriteLabels(terminal, model.Labels.Select(label => new KnownLabel(label.Name, label.Threshold, label.Certified)));
        terminal.Say(string.Create(CultureInfo.InvariantCulture, $"trained here; {model.Features.Count:N0} columns{(model.Features.Lexicon is { } lexicon ? $", with {lexicon.Themes.Length} {(lexicon.Themes.Length == 1 ? "theme" : "themes")} of the lexicon {lexicon.Name}" : "")}."));
        terminal.Output.WriteLine(model.Id);
    }

    private static void WriteLabels(Terminal terminal, IEnumerable<KnownLabel> labels)
    {
        var table = new AlignedTable().Column("label").Column("threshold", isNumber: true).Column("proof");
        foreach (var label in labels) table.Row(label.Name, label.Threshold.ToString("0.0000", CultureInfo.InvariantCulture), label.IsCertified ? "certified" : "not certified");
        terminal.Say(table.ToString().TrimEnd());
    }

    private static string Together(OnnxClassifier model) => model.MostTogether > 1
        ? string.Create(CultureInfo.InvariantCulture, $"up to {model.MostTogether} scored together, which changed no bit of a score")
        : "scored one by one";

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
