using System.Text;
using Custos.Policy.Json;
using Custos.Policy.Patterns;

namespace Custos.Policy.Schemas;

/// <summary>Has each property a wanted name, and its value the schema of that name?</summary>
/// <remarks>Keywords <c>properties</c>, <c>patternProperties</c>, <c>additionalProperties</c> and <c>propertyNames</c>.</remarks>
internal sealed class PropertiesRule : SchemaRule
{
    private const int None = -1;

    private readonly (byte[] Name, int Schema)[] _named;
    private readonly (LinearPattern Pattern, int Schema)[] _patterned;
    private readonly int _additional;
    private readonly bool _isClosed;
    private readonly int _names;

    private PropertiesRule(SchemaKeywords keywords)
    {
        _named = [.. keywords.SchemasByName("properties").Select(one => (Encoding.UTF8.GetBytes(one.Name), one.Schema))];
        _named.AsSpan().Sort((one, other) => FlatJson.CompareTexts(one.Name, other.Name));
        _patterned = [.. keywords.SchemasByName("patternProperties").Select(one => (Pattern: keywords.Pattern("patternProperties", one.Name), one.Schema)).Where(one => one.Pattern is not null).Select(one => (one.Pattern!, one.Schema))];
        _additional = keywords.SchemaOf("additionalProperties");
        _isClosed = _additional >= 0 && keywords.Schema[keywords.Find("additionalProperties")].Kind == JsonKind.False;
        _names = keywords.SchemaOf("propertyNames");
    }

    public static IEnumerable<SchemaRule> Read(SchemaKeywords keywords)
    {
        var rule = new PropertiesRule(keywords);
        if (rule._named.Length > 0 || rule._patterned.Length > 0 || rule._additional >= 0 || rule._names >= 0) yield return rule;
    }

    public override bool IsKept(Validation run, int token)
    {
        var json = run.Json;
        if (json[token].Kind != JsonKind.Object) return true;
        var isKept = true;
        for (var name = token + 1; name < json[token].End; name = json[name + 1].End)
        {
            if (IsPropertyKept(run, name)) continue;
            isKept = false;
            if (run.IsSettled) break;
        }

        return isKept;
    }

    private bool IsPropertyKept(Validation run, int name)
    {
        var isKept = _names < 0 || run.Keeps(_names, name);
        var named = SchemaOf(run.Json.TextOf(name));
        if (named >= 0) isKept &= run.Keeps(named, name + 1);
        var isPatterned = _patterned.Length > 0 && IsPatterned(run, name, ref isKept);
        if (named >= 0 || isPatterned || _additional < 0) return isKept;
        return isKept & (_isClosed ? run.Refuse(name, "No property of this name is allowed.") : run.Keeps(_additional, name + 1));
    }

    private bool IsPatterned(Validation run, int name, ref bool isKept)
    {
        var isPatterned = false;
        var text = Encoding.UTF8.GetString(run.Json.TextOf(name));
        foreach (var (pattern, schema) in _patterned)
        {
            if (!pattern.IsMatch(text)) continue;
            isPatterned = true;
            isKept &= run.Keeps(schema, name + 1);
        }

        return isPatterned;
    }

    private int SchemaOf(ReadOnlySpan<byte> name)
    {
        var (low, high) = (0, _named.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = FlatJson.CompareTexts(_named[middle].Name, name);
            if (order == 0) return _named[middle].Schema;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        return None;
    }
}
