using Custos.Policy.Checking;
using Custos.Policy.Syntax;
using Custos.Policy.Values;

namespace Custos.Policy.Compilation;

/// <summary>How does a macro go over a list or map?</summary>
internal static class LoopSteps
{
    private static Value NoRange { get; } = Value.Error("Only a list or map can be gone over.");

    private static Value TwiceTheSameKey { get; } = Value.Error("Two entries of a map have one key.");

    private static Value NoKey { get; } = Value.Error("Keys are texts, whole numbers and truths.");

    /// <param name="loop">Which macro.</param>
    /// <param name="range">What it goes over.</param>
    /// <param name="filter">Rounds for which it is false are left out; null for none.</param>
    /// <param name="body">What each round comes to.</param>
    /// <param name="roundCost">Of one round, without loops inside it.</param>
    public static Step Of(Node.Loop loop, Step range, Step? filter, Step body, double roundCost)
    {
        var rounds = new Rounds(loop.FirstSlot, loop.SecondSlot, roundCost);
        return loop.Kind switch
        {
            LoopKind.All => Quantified(range, rounds, body, isAll: true),
            LoopKind.Exists => Quantified(range, rounds, body, isAll: false),
            LoopKind.ExistsOne => ExistsOne(range, rounds, body),
            LoopKind.Filter => Listed(range, rounds, body, result: null),
            LoopKind.Map => Listed(range, rounds, filter, body),
            _ => Mapped(range, rounds, filter, body, isEntry: loop.Kind == LoopKind.TransformMapEntry),
        };
    }

    /// <summary>A map of what came in pairs; an error where a key cannot be one or comes twice.</summary>
    public static Value ToMap(List<KeyValuePair<Value, Value>> entries)
    {
        foreach (var entry in entries)
        {
            if (!MapValue.CanBeKey(entry.Key.Kind)) return NoKey;
        }

        return MapValue.TryCreate([.. entries], out var map) ? Value.Of(map) : TwiceTheSameKey;
    }

    private static Step Quantified(Step range, Rounds rounds, Step body, bool isAll) => (ref frame) =>
    {
        var over = range(ref frame);
        if (Rounds.CountOf(over) is not { } count) return NotGoneOver(over);
        var result = Value.Of(isAll);
        for (var i = 0; i < count; i++)
        {
            if (!rounds.Enter(ref frame, over, i)) return Failure.BudgetSpent;
            var value = body(ref frame);
            if (LogicSteps.Decides(value, isAll) || value.IsFatal) return value;
            result = LogicSteps.Undecided(result, value);
        }

        return result;
    };

    // Unlike the others it says how many, so that one error leaves it open.
    private static Step ExistsOne(Step range, Rounds rounds, Step body) => (ref frame) =>
    {
        var over = range(ref frame);
        if (Rounds.CountOf(over) is not { } count) return NotGoneOver(over);
        var found = 0;
        var failure = default(Value);
        for (var i = 0; i < count; i++)
        {
            if (!rounds.Enter(ref frame, over, i)) return Failure.BudgetSpent;
            var value = body(ref frame);
            if (value.IsTrue) found++;
            else if (value.Kind == ValueKind.Unknown) failure = failure.IsFailure ? CallSteps.Failed(failure, value) : value;
            else if (value.Kind != ValueKind.Bool) return value.IsFailure ? value : Failure.NoSuchOverload;
        }

        return failure.IsFailure ? failure : Value.Of(found == 1);
    };

    // With no result of its own a round gives the item, or the map's key, itself.
    private static Step Listed(Step range, Rounds rounds, Step? filter, Step? result) => (ref frame) =>
    {
        var over = range(ref frame);
        if (Rounds.CountOf(over) is not { } count) return NotGoneOver(over);
        var items = new Value[filter is null ? count : Math.Min(count, 16)];
        var length = 0;
        var unknown = default(Value);
        for (var i = 0; i < count; i++)
        {
            if (!rounds.Enter(ref frame, over, i)) return Failure.BudgetSpent;
            var keep = filter is null ? Value.True : filter(ref frame);
            if (keep.IsFalse) continue;
            var item = !keep.IsTrue ? keep.IsFailure ? keep : Failure.NoSuchOverload
                : result is null ? frame.Locals[rounds.FirstSlot] : result(ref frame);
            if (item.Kind == ValueKind.Error) return item;
            if (item.Kind == ValueKind.Unknown) unknown = unknown.IsFailure ? Value.Unite(unknown, item) : item;
            if (length == items.Length) Array.Resize(ref items, length * 2);
            items[length++] = item;
        }

        return unknown.IsFailure ? unknown : Value.Of(new ListValue(items, length));
    };

    private static Step Mapped(Step range, Rounds rounds, Step? filter, Step body, bool isEntry) => (ref frame) =>
    {
        var over = range(ref frame);
        if (Rounds.CountOf(over) is not { } count) return NotGoneOver(over);
        var entries = new List<KeyValuePair<Value, Value>>();
        var unknown = default(Value);
        for (var i = 0; i < count; i++)
        {
            if (!rounds.Enter(ref frame, over, i)) return Failure.BudgetSpent;
            var keep = filter is null ? Value.True : filter(ref frame);
            if (keep.IsFalse) continue;
            var value = keep.IsTrue ? body(ref frame) : keep.IsFailure ? keep : Failure.NoSuchOverload;
            if (value.Kind == ValueKind.Error) return value;
            if (value.Kind == ValueKind.Unknown) unknown = unknown.IsFailure ? Value.Unite(unknown, value) : value;
            else if (!isEntry) entries.Add(new(frame.Locals[rounds.FirstSlot], value));
            else if (value.Kind == ValueKind.Map) entries.AddRange(value.AsMap.Entries);
            else return Failure.NoSuchOverload;
        }

        return unknown.IsFailure ? unknown : ToMap(entries);
    };

    private static Value NotGoneOver(in Value over) => over.IsFailure ? over : NoRange;

    /// <summary>Which values do the loop's variables have in each round?</summary>
    private sealed class Rounds(int firstSlot, int? secondSlot, double cost)
    {
        public int FirstSlot => firstSlot;

        public static int? CountOf(in Value over) => over.Kind switch
        {
            ValueKind.List => over.AsList.Count,
            ValueKind.Map => over.AsMap.Count,
            _ => null,
        };

        /// <summary>False when the budget does not hold another round.</summary>
        public bool Enter(ref Frame frame, in Value over, int round)
        {
            if (over.Kind == ValueKind.List)
            {
                ref readonly var item = ref over.AsList.Items[round];
                frame.Locals[firstSlot] = secondSlot is null ? item : Value.Of((long)round);
                if (secondSlot is { } second) frame.Locals[second] = item;
            }
            else
            {
                ref readonly var entry = ref over.AsMap.Entries[round];
                frame.Locals[firstSlot] = entry.Key;
                if (secondSlot is { } second) frame.Locals[second] = entry.Value;
            }

            return frame.Spend(cost);
        }
    }
}
