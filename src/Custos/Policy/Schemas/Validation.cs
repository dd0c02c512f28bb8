using Custos.Policy.Json;

namespace Custos.Policy.Schemas;

/// <summary>Does one value keep a schema, and where does it not?</summary>
/// <remarks>
/// A schema that several references lead to is asked once of each value, which keeps the whole O(schema × values) where alternatives of
/// alternatives would multiply. One per thread is kept, with its buffers unless they grew large.
/// </remarks>
internal sealed class Validation
{
    private const int MaxFaults = 32;

    // Steps from schema to schema, inwards and in place; a thread's smallest usual stack holds twice as many.
    private const int MaxDepth = 512;

    private const int MaxKeptBytes = 256 * 1024;
    private const int MaxKeptAnswers = 1024;

    [ThreadStatic]
    private static Validation? _kept;

    private readonly Dictionary<(int Schema, int Token, bool IsQuiet), bool> _answers = [];
    private SchemaNode[] _schemas = [];
    private List<SchemaFault>? _faults;
    private int _quiet;
    private int _depth;
    private bool _isTooDeep;

    /// <summary>The value, as it was sent.</summary>
    public FlatJson Json { get; } = new();

    /// <summary>Can nothing that is found further change what is told?</summary>
    public bool IsSettled => _quiet > 0 || _isTooDeep || _faults?.Count == MaxFaults;

    /// <summary>The faults of a JSON text, at most 32; none where it keeps the first of the schemas.</summary>
    public static IReadOnlyList<SchemaFault> Run(SchemaNode[] schemas, ReadOnlySpan<byte> json)
    {
        var run = _kept ?? new Validation();
        _kept = null;
        var faults = run.FaultsOf(schemas, json);
        if (run.Json.BufferBytes <= MaxKeptBytes && run._answers.EnsureCapacity(0) <= MaxKeptAnswers) _kept = run;
        return faults;
    }

    /// <summary>Does a value keep a schema? Where it does not, its faults are told.</summary>
    public bool Keeps(int schema, int token)
    {
        var node = _schemas[schema];
        var key = (schema, token, _quiet > 0);
        if (node.IsShared && _answers.TryGetValue(key, out var known)) return known;
        if (_depth == MaxDepth) _isTooDeep = true;
        if (_isTooDeep) return false;
        _depth++;
        var isKept = true;
        foreach (var rule in node.Rules)
        {
            if (rule.IsKept(this, token)) continue;
            isKept = false;
            if (IsSettled) break;
        }

        _depth--;
        if (node.IsShared) _answers[key] = isKept;
        return isKept;
    }

    /// <summary>Does a value keep a schema? Nothing is told.</summary>
    public bool KeepsQuietly(int schema, int token)
    {
        _quiet++;
        var isKept = Keeps(schema, token);
        _quiet--;
        return isKept;
    }

    /// <summary>Tells a fault, unless nothing is to be told; false, for the rule to answer.</summary>
    public bool Refuse(int token, string problem)
    {
        if (!IsSettled) (_faults ??= []).Add(new SchemaFault(InstancePath.Of(Json, token), problem));
        return false;
    }

    private IReadOnlyList<SchemaFault> FaultsOf(SchemaNode[] schemas, ReadOnlySpan<byte> json)
    {
        (_schemas, _faults, _quiet, _depth, _isTooDeep) = (schemas, null, 0, 0, false);
        if (_answers.Count > 0) _answers.Clear();
        if (!Json.TryRead(json, out var problem, out var at)) return [new SchemaFault(InstancePath.Of(Json, at), problem)];
        Keeps(0, 0);
        // Said whatever else was found: a "not" may have taken the end of the search for an answer.
        if (_isTooDeep) (_faults ??= []).Add(new SchemaFault("", "It nests deeper than this schema can be checked."));
        return _faults ?? (IReadOnlyList<SchemaFault>)[];
    }
}
