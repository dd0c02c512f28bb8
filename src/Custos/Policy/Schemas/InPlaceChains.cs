namespace Custos.Policy.Schemas;

/// <summary>Which schemas lead back to themselves without going into the value, or go on too long before they do?</summary>
internal static class InPlaceChains
{
    private const int MaxLength = 64;
    private const int Unknown = 0;
    private const int Open = -1;

    /// <summary>The first schema that does so, with what it does; none where all go on inwards. O(schemas and references).</summary>
    public static IEnumerable<(int Schema, string Problem)> Wrong(SchemaRule[][] schemas)
    {
        var lengths = new int[schemas.Length];
        for (var schema = 0; schema < schemas.Length; schema++)
        {
            string? problem = null;
            Measure(schemas, schema, lengths, 0, ref problem);
            if (problem is null) continue;
            yield return (schema, problem);
            yield break;
        }
    }

    private static int Measure(SchemaRule[][] schemas, int schema, int[] lengths, int depth, ref string? problem)
    {
        if (lengths[schema] == Open) problem ??= "It asks of a value what it asks of the same value, for ever.";
        if (depth > MaxLength) problem ??= "More than 64 schemas are asked of the same value, one inside another.";
        if (problem is not null || lengths[schema] != Unknown) return lengths[schema];
        lengths[schema] = Open;
        var longest = 0;
        foreach (var rule in schemas[schema])
        {
            foreach (var next in rule.InPlace)
            {
                longest = Math.Max(longest, Measure(schemas, next, lengths, depth + 1, ref problem));
                if (problem is not null) return longest;
            }
        }

        if (longest >= MaxLength) problem = "More than 64 schemas are asked of the same value, one inside another.";
        return lengths[schema] = longest + 1;
    }
}
