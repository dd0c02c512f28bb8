namespace Custos.Policy.Schemas;

/// <summary>Does a value that keeps one schema keep another? Keywords <c>if</c>, <c>then</c> and <c>else</c>.</summary>
internal sealed class ConditionRule : SchemaRule
{
    private readonly int _condition;
    private readonly int _then;
    private readonly int _else;

    private ConditionRule(int condition, int then, int @else) => (_condition, _then, _else) = (condition, then, @else);

    public override IEnumerable<int> InPlace => ((int[])[_condition, _then, _else]).Where(schema => schema >= 0);

    public static IEnumerable<SchemaRule> Read(SchemaKeywords keywords)
    {
        var (condition, then, @else) = (keywords.SchemaOf("if"), keywords.SchemaOf("then"), keywords.SchemaOf("else"));
        foreach (var keyword in (string[])["then", "else"])
        {
            if (condition < 0 && keywords.Find(keyword) >= 0) keywords.Refuse(keyword, "It asks for nothing, since there is no \"if\" beside it.", "Add if, or leave it out.");
        }

        if (condition >= 0 && then < 0 && @else < 0) keywords.Refuse("if", "It asks for nothing, since there is no \"then\" or \"else\" beside it.", "Add then or else, or leave it out.");
        if (condition >= 0) yield return new ConditionRule(condition, then, @else);
    }

    public override bool IsKept(Validation run, int token)
    {
        var schema = run.KeepsQuietly(_condition, token) ? _then : _else;
        return schema < 0 || run.Keeps(schema, token);
    }
}
