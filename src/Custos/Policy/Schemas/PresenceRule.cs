using System.Text;
using Custos.Policy.Json;

namespace Custos.Policy.Schemas;

/// <summary>Are the properties there that must be, and not too many or too few?</summary>
/// <remarks>Keywords <c>required</c>, <c>dependentRequired</c>, <c>minProperties</c> and <c>maxProperties</c>.</remarks>
internal sealed class PresenceRule : SchemaRule
{
    private readonly byte[]? _asked;
    private readonly (byte[] Name, string Problem)[] _required;
    private readonly int _least;
    private readonly int _most;
    private readonly string _countProblem;

    private PresenceRule(string? asked, string[] required, int least = 0, int most = int.MaxValue)
    {
        _asked = asked is null ? null : Encoding.UTF8.GetBytes(asked);
        var beside = asked is null ? "" : $" beside \"{asked}\"";
        _required = [.. required.Select(name => (Encoding.UTF8.GetBytes(name), $"It must have the property \"{name}\"{beside}."))];
        (_least, _most) = (least, most);
        _countProblem = $"It must have {SchemaKeywords.RangeInWords(least, most, "property", "properties")}.";
    }

    public static IEnumerable<SchemaRule> Read(SchemaKeywords keywords)
    {
        var (least, most) = keywords.Range("minProperties", "maxProperties");
        var required = keywords.Texts("required") ?? [];
        if (required.Length > 0 || least > 0 || most < int.MaxValue) yield return new PresenceRule(null, required, least, most);
        foreach (var (name, others) in keywords.TextsByName("dependentRequired")) yield return new PresenceRule(name, others);
    }

    public override bool IsKept(Validation run, int token)
    {
        var json = run.Json;
        if (json[token].Kind != JsonKind.Object || (_asked is not null && json.Find(token, _asked) < 0)) return true;
        var isKept = (json[token].Count >= _least && json[token].Count <= _most) || run.Refuse(token, _countProblem);
        foreach (var (name, problem) in _required)
        {
            if (!isKept && run.IsSettled) break;
            if (json.Find(token, name) < 0) isKept = run.Refuse(token, problem);
        }

        return isKept;
    }
}
