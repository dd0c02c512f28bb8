using Custos.Ingest.Conventions;
using Custos.Ingest.Otlp;

namespace Custos.Ingest.Rows;

/// <summary>What was said in a model call, where its span's events tell it?</summary>
/// <remarks>
/// Up to 1.26 <c>gen_ai.content.prompt</c> and <c>.completion</c>; up to 1.36 an event for each message; since then
/// <c>gen_ai.client.inference.operation.details</c>, with the attributes of the span.
/// </remarks>
internal sealed class SaidInEvents
{
    public const string Details = "gen_ai.client.inference.operation.details";

    private readonly List<string> _asked = [];
    private readonly List<string> _said = [];

    public string? Asked => _asked.Count > 0 ? string.Join(MessageTexts.Between, _asked) : null;

    public string? Said => _said.Count > 0 ? string.Join(MessageTexts.Between, _said) : null;

    public void Clear()
    {
        _asked.Clear();
        _said.Clear();
    }

    /// <summary>Takes what an event says; true where it is one of those.</summary>
    public bool Add(string name, Row row)
    {
        switch (name)
        {
            case "gen_ai.content.prompt" or "gen_ai.content.completion" or Details:
                Take(row, Field.Input, _asked, ofModel: false);
                Take(row, Field.Output, _said, ofModel: true);
                return true;
            case "gen_ai.user.message" or "gen_ai.tool.message":
                Take(row, Field.EventContent, _asked, ofModel: false);
                return true;
            case "gen_ai.assistant.message":
                _asked.Clear();
                return true;
            case "gen_ai.choice":
                Take(row, Field.EventContent, _said, ofModel: true);
                return true;
            default:
                return false;
        }
    }

    private static void Take(Row row, Field field, List<string> to, bool ofModel)
    {
        if (TextIn(row, field, ofModel, out var isWhole) is not { } text) return;
        to.Add(text);
        if (isWhole) row.Attributes.Take(field);
    }

    /// <summary>The words in an attribute that holds messages, as JSON or as a list.</summary>
    public static string? TextIn(Row row, Field field, bool ofModel, out bool isWhole)
    {
        isWhole = false;
        if (row.Attributes.Find(field) is not { } found) return null;
        var utf8 = found.Value.Kind switch
        {
            ValueKind.Text => found.Value.Slice.Of(row.Request),
            ValueKind.List or ValueKind.Map => row.JsonOf(found.Value).WrittenSpan,
            _ => default,
        };
        return ofModel ? MessageTexts.Said(utf8, out isWhole) : MessageTexts.Asked(utf8, out isWhole);
    }
}
