using System.CommandLine;

namespace Custos.App.Cli.Policies;

/// <summary><c>custos policy</c>: what does a policy, or one of its conditions, say?</summary>
internal static class PolicyVerb
{
    public static Command Verb()
    {
        var verb = new Command("policy", "Policies and the expressions in them.");
        verb.Subcommands.Add(PolicyCheck.Command());
        verb.Subcommands.Add(PolicyTest.Command());
        verb.Subcommands.Add(PolicyExplain.Command());
        verb.Subcommands.Add(PolicyDiff.Command());
        verb.Subcommands.Add(PolicyEval.Command());
        return verb;
    }
}
