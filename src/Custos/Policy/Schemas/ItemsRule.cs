using System.Buffers;
using Custos.Policy.Json;

namespace Custos.Policy.Schemas;

/// <summary>Has an array the wanted items?</summary>
/// <remarks>Keywords <c>prefixItems</c>, <c>items</c>, <c>minItems</c>, <c>maxItems</c> and <c>uniqueItems</c>, which is O(n log n) whatever is sent.</remarks>
internal sealed class ItemsRule : SchemaRule
{
    private readonly int[] _first;
    private readonly int _others;
    private readonly int _least;
    private readonly int _most;
    private readonly bool _isUnique;
    private readonly bool _isClosed;
    private readonly string _countProblem;
    private readonly string _closedProblem;

    private ItemsRule(SchemaKeywords keywords)
    {
        _first = keywords.SchemaList("prefixItems");
        _others = keywords.SchemaOf("items");
        _isClosed = _others >= 0 && keywords.Schema[keywords.Find("items")].Kind == JsonKind.False;
        (_least, _most) = keywords.Range("minItems", "maxItems");
        _isUnique = keywords.IsTrue("uniqueItems");
        _countProblem = $"It must have {SchemaKeywords.RangeInWords(_least, _most, "item")}.";
        _closedProblem = _first.Length == 0 ? "No item is allowed." : $"No item is allowed after the first {SchemaKeywords.Counted(_first.Length, "item")}.";
    }

    public static IEnumerable<SchemaRule> Read(SchemaKeywords keywords)
    {
        var rule = new ItemsRule(keywords);
        if (rule._first.Length > 0 || rule._others >= 0 || rule._least > 0 || rule._most < int.MaxValue || rule._isUnique) yield return rule;
    }

    public override bool IsKept(Validation run, int token)
    {
        var json = run.Json;
        if (json[token].Kind != JsonKind.Array) return true;
        var isKept = (json[token].Count >= _least && json[token].Count <= _most) || run.Refuse(token, _countProblem);
        if (!isKept && run.IsSettled) return false;
        if (_isUnique && HasTwice(json, token)) isKept = run.Refuse(token, "No two of its items may be the same.");
        var (item, index) = (token + 1, 0);
        for (; item < json[token].End; item = json[item].End, index++)
        {
            if (!isKept && run.IsSettled) return false;
            var schema = index < _first.Length ? _first[index] : _others;
            if (schema < 0) return isKept;
            if (_isClosed && index >= _first.Length) return run.Refuse(item, _closedProblem);
            isKept &= run.Keeps(schema, item);
        }

        return isKept;
    }

    private static bool HasTwice(FlatJson json, int token)
    {
        var count = json[token].Count;
        var items = ArrayPool<int>.Shared.Rent(count);
        var next = token + 1;
        for (var i = 0; i < count; i++, next = json[next].End) items[i] = next;
        // Sorted rather than hashed: nobody can choose items that collide.
        items.AsSpan(0, count).Sort((one, other) => JsonOrder.Compare(json, one, json, other));
        var hasTwice = false;
        for (var i = 1; i < count && !hasTwice; i++) hasTwice = JsonOrder.Compare(json, items[i - 1], json, items[i]) == 0;
        ArrayPool<int>.Shared.Return(items);
        return hasTwice;
    }
}
