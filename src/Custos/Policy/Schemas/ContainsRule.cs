using Custos.Policy.Json;

namespace Custos.Policy.Schemas;

/// <summary>Does a wanted number of an array's items keep a schema? Keywords <c>contains</c>, <c>minContains</c> and <c>maxContains</c>.</summary>
internal sealed class ContainsRule : SchemaRule
{
    private readonly int _schema;
    private readonly int _least;
    private readonly int _most;
    private readonly string _problem;

    private ContainsRule(int schema, int least, int most) =>
        (_schema, _least, _most, _problem) = (schema, least, most, $"It must have {SchemaKeywords.RangeInWords(least, most, "item")} of the kind that it is asked to contain.");

    public static IEnumerable<SchemaRule> Read(SchemaKeywords keywords)
    {
        var schema = keywords.SchemaOf("contains");
        foreach (var keyword in (string[])["minContains", "maxContains"])
        {
            if (schema < 0 && keywords.Find(keyword) >= 0) keywords.Refuse(keyword, "It asks for nothing, since there is no \"contains\" beside it.", "Add contains, or leave it out.");
        }

        if (schema < 0) yield break;
        var (least, most) = keywords.Range("minContains", "maxContains", 1);
        yield return new ContainsRule(schema, least, most);
    }

    public override bool IsKept(Validation run, int token)
    {
        var json = run.Json;
        if (json[token].Kind != JsonKind.Array) return true;
        var count = 0;
        for (var item = token + 1; item < json[token].End && count <= _most && (count < _least || _most < int.MaxValue); item = json[item].End)
        {
            if (run.KeepsQuietly(_schema, item)) count++;
        }

        return (count >= _least && count <= _most) || run.Refuse(token, _problem);
    }
}
