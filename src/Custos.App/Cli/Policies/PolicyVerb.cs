using System.CommandLine;

namespace Custos.App.Cli.Policies;

/// <summary><c>custos policy</c>: what does a policy, or one of its conditions, say?</summary>
internal static class PolicyVerb
{
    public static Command Verb()
    {
        var verb = new Command("policy", "Policies and the expressions in them.");
        verb.Subcommands.Add(PolicyEval.Command());
        return verb;
    }
}
