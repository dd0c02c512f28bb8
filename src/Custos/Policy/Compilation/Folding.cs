using Custos.Policy.Checking;
using Custos.Policy.Expressions;
using Custos.Policy.Functions;
using Custos.Policy.Values;

namespace Custos.Policy.Compilation;

/// <summary>Which parts of an expression come to the same whatever is read, and to what?</summary>
/// <remarks>What comes to an error stays: it may never be reached. From the leaves upwards; O(parts).</remarks>
internal static class Folding
{
    public static Node Fold(Node node) => node switch
    {
        Node.Field field => field with { Operand = Fold(field.Operand) },
        Node.HasField has => has with { Operand = Fold(has.Operand) },
        Node.Call call => OfCall(call with { Arguments = [.. call.Arguments.Select(Fold)] }),
        Node.Logic logic => logic with { Parts = [.. logic.Parts.Select(Fold)] },
        Node.Conditional conditional => conditional with { Condition = Fold(conditional.Condition), Then = Fold(conditional.Then), Else = Fold(conditional.Else) },
        Node.ListOf list => OfList(list with { Items = [.. list.Items.Select(item => (Fold(item.Item), item.IsOptional))] }),
        Node.MapOf map => OfMap(map with { Entries = [.. map.Entries.Select(entry => (Fold(entry.Key), Fold(entry.Value), entry.IsOptional))] }),
        Node.Loop loop => loop with { Range = Fold(loop.Range), Filter = loop.Filter is null ? null : Fold(loop.Filter), Body = Fold(loop.Body) },
        Node.Bind bind => bind with { Value = Fold(bind.Value), Body = Fold(bind.Body) },
        _ => node,
    };

    private static Node OfCall(Node.Call call)
    {
        if (call.Overloads[0] is HostOverload || !call.Arguments.All(argument => argument is Node.Constant)) return call;
        var arguments = call.Arguments.Select(argument => Always(((Node.Constant)argument).Value)).ToArray();
        var frame = new Frame { Activation = Nothing.Known, Locals = [], Budget = double.MaxValue };
        var value = CallSteps.Of([.. call.Overloads.Cast<Overload>()], arguments, isChecked: false)(ref frame);
        return value.IsFailure ? call : new Node.Constant(call.Offset, call.Type, value);
    }

    private static Node OfList(Node.ListOf list) => list.Items.All(item => item is { Item: Node.Constant, IsOptional: false })
        ? new Node.Constant(list.Offset, list.Type, Value.OfList([.. list.Items.Select(item => ((Node.Constant)item.Item).Value)]))
        : list;

    private static Node OfMap(Node.MapOf map)
    {
        if (!map.Entries.All(entry => entry is { Key: Node.Constant, Value: Node.Constant, IsOptional: false })) return map;
        var value = LoopSteps.ToMap([.. map.Entries.Select(entry => KeyValuePair.Create(((Node.Constant)entry.Key).Value, ((Node.Constant)entry.Value).Value))]);
        return value.IsFailure ? map : new Node.Constant(map.Offset, map.Type, value);
    }

    private static Step Always(Value value) => (ref _) => value;

    private sealed class Nothing : Activation
    {
        public static Nothing Known { get; } = new();

        public override Value Read(int variable) => throw new InvalidOperationException("A constant reads no variable.");
    }
}
