using Custos.Policy.Documents;
using Custos.Records;

namespace Custos.Gate.Ruling;

/// <summary>May this tool be called, with these arguments? Asked before anything else; what is not listed is denied.</summary>
internal static class ToolCallCheck
{
    /// <summary>Null when the policy names no tools, or the call is as it says.</summary>
    /// <param name="policy">Which tools it lets be called.</param>
    /// <param name="message">The call.</param>
    /// <param name="unread">Why nobody knows the arguments; null where they were read.</param>
    public static Verdict? Of(PolicyDocument policy, Message message, FailureClass? unread)
    {
        if (policy.Tools is not { } tools) return null;
        var tool = tools.FirstOrDefault(tool => string.Equals(tool.Name, message.Tool, StringComparison.Ordinal));
        if (tool is null) return new Verdict.Block(new Reason(policy.Name, PolicyTool.RuleName, [new Evidence.Call("", "The tool is not among those that the policy lets be called.")]));
        if (unread is { } why && tool.Arguments is not null) return new Verdict.Unknown(why, policy.Fallbacks.For(message.Direction, why), new Reason(policy.Name, PolicyTool.RuleName, []));
        return tool.Arguments is null || tool.Arguments.TryValidate(message.Text, out var faults)
            ? null
            : new Verdict.Block(new Reason(policy.Name, PolicyTool.RuleName, [.. faults.Select(fault => new Evidence.Call(fault.Path, fault.Problem))]));
    }
}
