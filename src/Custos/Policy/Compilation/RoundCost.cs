using Custos.Policy.Checking;

namespace Custos.Policy.Compilation;

/// <summary>How many parts of an expression does one round of a loop run, without the rounds of loops inside it?</summary>
internal static class RoundCost
{
    public static double Of(Node.Loop loop) => 1 + (loop.Filter is null ? 0 : Parts(loop.Filter)) + Parts(loop.Body);

    private static double Parts(Node node) => 1 + node switch
    {
        Node.Field field => Parts(field.Operand),
        Node.HasField has => Parts(has.Operand),
        Node.Call call => call.Arguments.Sum(Parts),
        Node.Logic logic => logic.Parts.Sum(Parts),
        Node.Conditional conditional => Parts(conditional.Condition) + Math.Max(Parts(conditional.Then), Parts(conditional.Else)),
        Node.ListOf list => list.Items.Sum(item => Parts(item.Item)),
        Node.MapOf map => map.Entries.Sum(entry => Parts(entry.Key) + Parts(entry.Value)),
        Node.Loop loop => Parts(loop.Range),
        Node.Bind bind => Parts(bind.Value) + Parts(bind.Body),
        _ => 0,
    };
}
