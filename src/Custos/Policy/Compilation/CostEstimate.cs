using Custos.Policy.Checking;
using Custos.Policy.Expressions;
using Custos.Policy.Functions;
using Custos.Policy.Patterns;
using Custos.Policy.Syntax;
using Custos.Policy.Values;

namespace Custos.Policy.Compilation;

/// <summary>What does an expression cost in the worst case, by the declared sizes of what it reads?</summary>
/// <remarks>
/// An upper bound, not a forecast: every branch is taken, every loop runs to its end, every text is as long as declared. One unit is about
/// ten nanoseconds. One pass.
/// </remarks>
internal sealed class CostEstimate(ExpressionEnvironment environment, int slots)
{
    private readonly SizeBound[] _locals = new SizeBound[slots];

    /// <summary>The most that it may cost, and how large its answer can be.</summary>
    public static (double Cost, SizeBound Size) Of(Node root, ExpressionEnvironment environment, int slots) => new CostEstimate(environment, slots).Estimate(root);

    private (double Cost, SizeBound Size) Estimate(Node node) => node switch
    {
        Node.Constant constant => (1, SizeOf(constant.Value)),
        Node.ReadVariable read => (1, environment.Variables[read.Number].Size ?? UnboundedSize(environment.Variables[read.Number])),
        Node.ReadLocal read => (1, _locals[read.Slot]),
        Node.Field field => Item(Estimate(field.Operand)),
        Node.HasField has => (Estimate(has.Operand).Cost + 1, SizeBound.One),
        Node.Call call => OfCall(call),
        Node.Logic logic => (1 + logic.Parts.Sum(part => Estimate(part).Cost), SizeBound.One),
        Node.Conditional conditional => OfConditional(conditional),
        Node.ListOf list => OfList(list),
        Node.MapOf map => OfMap(map),
        Node.Loop loop => OfLoop(loop),
        Node.Bind bind => OfBind(bind),
        _ => (1, SizeBound.One),
    };

    private static (double Cost, SizeBound Size) Item((double Cost, SizeBound Size) whole) => (whole.Cost + 1, whole.Size.Item);

    private SizeBound UnboundedSize(Variable variable) => variable.Type.Kind switch
    {
        Types.TypeKind.Bool or Types.TypeKind.Int or Types.TypeKind.Uint or Types.TypeKind.Double or Types.TypeKind.Null
            or Types.TypeKind.Timestamp or Types.TypeKind.Duration or Types.TypeKind.Type => SizeBound.One,
        _ => SizeBound.Of(environment.Limits.UnboundedSize),
    };

    private static SizeBound SizeOf(in Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.String: return SizeBound.Of(value.AsString.Length);
            case ValueKind.Bytes: return SizeBound.Of(value.AsBytes.Length);
            default: return SizeBound.One;
        }
    }

    private (double Cost, SizeBound Size) OfCall(Node.Call call)
    {
        var arguments = call.Arguments.Select(Estimate).ToList();
        var before = arguments.Sum(argument => argument.Cost);
        var sizes = arguments.Select(argument => argument.Size).ToArray();
        if (call is { Function: Texts.Matches, Arguments: [_, Node.Constant { Value: { Kind: ValueKind.String } pattern }] } && LinearPattern.TryGet(pattern.AsString, out var found, out _))
        {
            return (before + Costs.MatchCost(sizes[0], found.Size), SizeBound.One);
        }

        var (cost, size) = (0.0, (SizeBound?)null);
        foreach (var overload in call.Overloads)
        {
            var (own, result) = overload is HostOverload host ? (host.Cost, host.ResultSize) : ((Overload)overload).Cost(sizes);
            cost = Math.Max(cost, own);
            size = size is null ? result : SizeBound.Max(size, result);
        }

        return (before + cost, size!);
    }

    private (double Cost, SizeBound Size) OfConditional(Node.Conditional conditional)
    {
        var (then, otherwise) = (Estimate(conditional.Then), Estimate(conditional.Else));
        return (Estimate(conditional.Condition).Cost + 1 + Math.Max(then.Cost, otherwise.Cost), SizeBound.Max(then.Size, otherwise.Size));
    }

    private (double Cost, SizeBound Size) OfList(Node.ListOf list)
    {
        var items = list.Items.Select(item => Estimate(item.Item)).ToList();
        return (1 + items.Sum(item => item.Cost + 1), Together(items));
    }

    private (double Cost, SizeBound Size) OfMap(Node.MapOf map)
    {
        var parts = map.Entries.SelectMany(entry => ((double, SizeBound)[])[Estimate(entry.Key), Estimate(entry.Value)]).ToList();
        return (1 + parts.Sum(part => part.Item1 + 5), Together(parts));
    }

    private static SizeBound Together(List<(double Cost, SizeBound Size)> items) => items.Count == 0
        ? new SizeBound(0, 0, SizeBound.One)
        : new SizeBound(items.Count, items.Count + items.Sum(item => item.Size.Total), items.Select(item => item.Size).Aggregate(SizeBound.Max));

    private (double Cost, SizeBound Size) OfLoop(Node.Loop loop)
    {
        var range = Estimate(loop.Range);
        _locals[loop.FirstSlot] = range.Size.Item;
        if (loop.SecondSlot is { } second) _locals[second] = range.Size.Item;
        var filter = loop.Filter is null ? 0 : Estimate(loop.Filter).Cost;
        var body = Estimate(loop.Body);
        var size = loop.Kind switch
        {
            LoopKind.Map => SizeBound.ListOf(range.Size.Count, body.Size),
            LoopKind.Filter => range.Size,
            LoopKind.TransformMap => SizeBound.ListOf(range.Size.Count, SizeBound.Sum(range.Size.Item, body.Size)),
            LoopKind.TransformMapEntry => SizeBound.ListOf(range.Size.Count * Math.Max(1, body.Size.Count), body.Size),
            _ => SizeBound.One,
        };
        var writing = loop.Kind is LoopKind.TransformMap or LoopKind.TransformMapEntry ? 10 : 1;
        return (range.Cost + 1 + range.Size.Count * (writing + filter + body.Cost), size);
    }

    private (double Cost, SizeBound Size) OfBind(Node.Bind bind)
    {
        var value = Estimate(bind.Value);
        _locals[bind.Slot] = value.Size;
        var body = Estimate(bind.Body);
        return (value.Cost + 1 + body.Cost, body.Size);
    }
}
