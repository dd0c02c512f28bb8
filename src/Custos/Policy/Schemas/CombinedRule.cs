namespace Custos.Policy.Schemas;

/// <summary>Does the same value keep other schemas: all, any, exactly one, not this one, or the one behind a reference?</summary>
internal sealed class CombinedRule : SchemaRule
{
    private readonly string _keyword;
    private readonly int[] _schemas;
    private readonly string _problem;

    private CombinedRule(string keyword, int[] schemas, string problem = "") => (_keyword, _schemas, _problem) = (keyword, schemas, problem);

    public override IEnumerable<int> InPlace => _schemas;

    public static IEnumerable<SchemaRule> Read(SchemaKeywords keywords)
    {
        if (keywords.Reference() is >= 0 and var target) yield return new CombinedRule("allOf", [target]);
        if (keywords.Find("allOf") >= 0) yield return new CombinedRule("allOf", keywords.SchemaList("allOf"));
        if (keywords.SchemaOf("not") is >= 0 and var refused) yield return new CombinedRule("not", [refused], "It must not have the form that is ruled out here.");
        if (keywords.Find("anyOf") >= 0)
        {
            var any = keywords.SchemaList("anyOf");
            yield return new CombinedRule("anyOf", any, $"It must have at least one of the {any.Length} forms that are allowed here.");
        }

        if (keywords.Find("oneOf") < 0) yield break;
        var one = keywords.SchemaList("oneOf");
        yield return new CombinedRule("oneOf", one, $"It must have exactly one of the {one.Length} forms that are allowed here.");
    }

    public override bool IsKept(Validation run, int token) => _keyword switch
    {
        "allOf" => IsAll(run, token),
        "not" => !run.KeepsQuietly(_schemas[0], token) || run.Refuse(token, _problem),
        _ => IsEnough(run, token) || run.Refuse(token, _problem),
    };

    private bool IsAll(Validation run, int token)
    {
        var isKept = true;
        foreach (var schema in _schemas)
        {
            isKept &= run.Keeps(schema, token);
            if (!isKept && run.IsSettled) break;
        }

        return isKept;
    }

    private bool IsEnough(Validation run, int token)
    {
        var count = 0;
        foreach (var schema in _schemas)
        {
            if (!run.KeepsQuietly(schema, token)) continue;
            count++;
            if (_keyword == "anyOf" || count > 1) break;
        }

        return count == 1;
    }
}
