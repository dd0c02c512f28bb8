using Custos.Gate;
using Custos.Policy.Conditions;
using Custos.Policy.Documents;
using Custos.Records;

namespace Custos.App.Cli.Policies;

/// <summary>Does a policy say of an example what it must?</summary>
internal static class ExampleRun
{
    /// <summary>Null when it does.</summary>
    /// <remarks>A policy matches where it says anything but allow; a rule that cannot tell, for want of a classifier, matches nothing.</remarks>
    public static async Task<ExampleFailure?> OfAsync(Gatekeeper gatekeeper, PolicyDocument policy, PolicyExample example, CancellationToken cancellationToken)
    {
        // Each example comes from nobody else: counters and conversations begin with it.
        var id = Guid.CreateVersion7();
        var message = new Message
        {
            Text = example.Text,
            Tool = example.Tool,
            Direction = example.Direction,
            Endpoint = "test",
            User = $"{id}",
            Conversation = $"{id}",
            WantsAll = true,
            Deadline = TimeSpan.FromMinutes(1),
        };
        var decision = await gatekeeper.DecideAsync(id, message, cancellationToken);
        var said = decision.Findings.FirstOrDefault(finding => finding.Because?.Policy == policy.Name && finding is not Verdict.Unknown { Cause: FailureClass.MissingSignal });
        var spoke = said is null ? "no rule did" : $"rule {said.Because!.Rule} did: {said.Name}";
        if (example.MustMatch && said is null) return Failed("The example must match, and no rule matched.");
        if (example.MustMatch && example.Rule is { } rule && said!.Because!.Rule != rule) return Failed($"Rule {rule} must match the example, and {spoke}.");
        if (!example.MustMatch && said is not null && (example.Rule is null || said.Because!.Rule == example.Rule)) return Failed($"The example must not match, and {spoke}{Grounds(said)}.");
        return null;

        ExampleFailure Failed(string problem) => new(policy.Name, policy.File, example.Line, problem);
    }

    private static string Grounds(Verdict said) => said is Verdict.Unknown unknown ? $" ({SnakeCase.Of(unknown.Cause.ToString())})" : "";
}

/// <summary>What did a policy say of an example that it should not have?</summary>
internal sealed record ExampleFailure(string Policy, string File, int Line, string Problem);
