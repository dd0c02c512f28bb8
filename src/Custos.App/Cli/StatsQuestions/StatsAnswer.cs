using System.Globalization;
using System.Text.Json.Nodes;
using Custos.Statistics.Calls;

namespace Custos.App.Cli.StatsQuestions;

/// <summary>What is the answer to a statistical question, for a person and for a program?</summary>
internal sealed record StatsAnswer
{
    /// <summary>The answer in one line.</summary>
    public required string Headline { get; init; }

    /// <summary>Every number of the answer by name.</summary>
    public required CallResults Results { get; init; }

    /// <summary>What must hold for the answer to hold, a sentence each; the formula is named here.</summary>
    public required IReadOnlyList<string> Assumptions { get; init; }

    /// <summary>One paragraph for a product manager.</summary>
    public required string InPlainWords { get; init; }

    /// <summary>Draws the answer as SVG; null where there is nothing to look at.</summary>
    public Func<string>? Picture { get; init; }

    /// <summary>False when a threshold was asked for and the evidence does not certify it.</summary>
    public bool IsCertified { get; init; } = true;

    public void WriteTo(Terminal terminal)
    {
        var results = JsonNode.Parse(Results.ToJson())!.AsObject();
        if (terminal.WantsJson)
        {
            terminal.WriteJson(new JsonObject
            {
                ["answer"] = Headline,
                ["results"] = results,
                ["assumptions"] = new JsonArray([.. Assumptions.Select(assumption => JsonValue.Create(assumption))]),
                ["in_plain_words"] = InPlainWords,
            });
            return;
        }

        terminal.Output.WriteLine(Headline);
        terminal.Output.WriteLine();
        WriteTable(terminal.Output, results, indent: 2);
        terminal.Output.WriteLine();
        terminal.Output.WriteLine("It assumes:");
        foreach (var assumption in Assumptions)
        {
            WriteWrapped(terminal.Output, assumption, "  - ", "    ");
        }

        terminal.Output.WriteLine();
        terminal.Output.WriteLine("In plain words:");
        WriteWrapped(terminal.Output, InPlainWords, "  ", "  ");
    }

    private static void WriteTable(TextWriter output, JsonObject results, int indent)
    {
        var width = results.Count == 0 ? 0 : results.Max(result => result.Key.Length) + 2;
        foreach (var (name, value) in results)
        {
            output.Write(new string(' ', indent));
            if (value is JsonObject nested)
            {
                output.WriteLine(name);
                WriteTable(output, nested, indent + 2);
                continue;
            }

            output.WriteLine(name.PadRight(width) + TextOf(value));
        }
    }

    private static string TextOf(JsonNode? value) => value switch
    {
        null => "cannot tell",
        JsonArray items => $"[{string.Join(", ", items.Select(TextOf))}]",
        JsonValue one when one.TryGetValue<string>(out var text) => text,
        JsonValue one when one.TryGetValue<bool>(out var flag) => flag ? "yes" : "no",
        JsonValue one when one.TryGetValue<long>(out var whole) => whole.ToString("N0", CultureInfo.InvariantCulture),
        JsonValue one => one.GetValue<double>().ToString("G6", CultureInfo.InvariantCulture),
        _ => value.ToJsonString(),
    };

    private static void WriteWrapped(TextWriter output, string text, string first, string next)
    {
        const int width = 100;
        var line = first;
        var isEmpty = true;
        // A percent sign stays with its number.
        foreach (var word in text.Replace(" %", "\u00A0%", StringComparison.Ordinal).Split(' '))
        {
            if (!isEmpty && line.Length + 1 + word.Length > width)
            {
                output.WriteLine(line.Replace('\u00A0', ' '));
                line = next;
                isEmpty = true;
            }

            line += isEmpty ? word : " " + word;
            isEmpty = false;
        }

        output.WriteLine(line.Replace('\u00A0', ' '));
    }
}
