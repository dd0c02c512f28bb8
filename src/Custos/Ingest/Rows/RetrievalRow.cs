using System.Globalization;
using System.Text.Json;
using Custos.Ingest.Conventions;
using Custos.Ingest.Otlp;
using Custos.Records.Telemetry;

namespace Custos.Ingest.Rows;

/// <summary>What was looked up in a knowledge base?</summary>
internal static class RetrievalRow
{
    /// <param name="row">The span's attributes.</param>
    /// <param name="id">Of the retrieval.</param>
    /// <param name="at">When it began.</param>
    /// <param name="around">The key of the span in which it happened, where there is one.</param>
    /// <param name="organisation">The resource's, for a span that says none.</param>
    public static Retrieval Of(Row row, Guid id, DateTimeOffset at, string? around, string? organisation)
    {
        var (documents, best) = FoundIn(row);
        return new Retrieval(id, at)
        {
            Source = RowId.Source,
            IsPart = true,
            ExternalKey = around,
            Organisation = row.Name(Field.Organisation) ?? organisation,
            KnowledgeBase = row.Name(Field.KnowledgeBase),
            Documents = row.Count(Field.DocumentCount) ?? documents,
            TopScore = best,
            Cited = row.Count(Field.Cited),
            Answered = row.Truth(Field.Answered),
            NewestDocumentAt = DateTimeOffset.TryParse(row.Peek(Field.NewestDocument), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var newest) ? newest : null,
        };
    }

    private static (int Documents, double? Best) FoundIn(Row row)
    {
        if (row.Attributes.Find(Field.Documents) is { } list) return InList(list.Value.Kind == ValueKind.Text ? list.Value.Slice.Of(row.Request) : row.JsonOf(list.Value).WrittenSpan);
        var (count, best) = (0, (double?)null);
        foreach (var attribute in row.Attributes.All)
        {
            if (attribute.Name?.Field is not (Field.Document or Field.DocumentScore)) continue;
            count = Math.Max(count, (int)attribute.Place + 1);
            if (attribute.Name.Field != Field.DocumentScore) continue;
            double? score = attribute.Value.Kind switch { ValueKind.Number => attribute.Value.Number, ValueKind.Whole => attribute.Value.Bits, _ => null };
            if (score is { } known && double.IsFinite(known)) best = Math.Max(best ?? known, known);
        }

        return (count, best);
    }

    private static (int Documents, double? Best) InList(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            using var parsed = JsonDocument.ParseValue(ref reader);
            if (parsed.RootElement.ValueKind != JsonValueKind.Array) return (0, null);
            double? best = null;
            foreach (var document in parsed.RootElement.EnumerateArray())
            {
                if (document.ValueKind == JsonValueKind.Object && document.TryGetProperty("score", out var score) && score.ValueKind == JsonValueKind.Number && score.TryGetDouble(out var number)) best = Math.Max(best ?? number, number);
            }

            return (parsed.RootElement.GetArrayLength(), best);
        }
        catch (JsonException)
        {
            // No list: nothing is known of what was found.
            return (0, null);
        }
    }
}
