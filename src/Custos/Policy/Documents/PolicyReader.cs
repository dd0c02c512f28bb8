using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Custos.Policy.Conditions;
using Custos.Policy.Expressions;
using Custos.Policy.Syntax;
using Custos.Policy.Types;
using Custos.Records;
using YamlDotNet.RepresentationModel;

namespace Custos.Policy.Documents;

/// <summary>Which policy does a YAML file hold, or what is wrong with it?</summary>
/// <remarks>
/// 1. The file is read as YAML.
/// 2. Who answers for what, and which lists, patterns, templates and thresholds there are.
/// 3. Each rule's condition is compiled with the names of step 2.
/// 4. Fallbacks, each of which must be chosen, tools and examples.
/// </remarks>
public static partial class PolicyReader
{
    private static readonly string[] Keys = ["name", "owner", "harm", "message", "directions", "lists", "patterns", "templates", "thresholds", "judges", "tools", "rules", "fallbacks", "examples"];
    private static readonly string[] RuleKeys = ["name", "when", "then"];
    private static readonly string[] Actions = [.. Enum.GetNames<PolicyAction>().Select(SnakeCase.Of)];
    private static readonly string[] Directions = [.. Enum.GetNames<Direction>().Select(SnakeCase.Of)];

    /// <summary>Reads one file.</summary>
    /// <param name="file">Its name within the bundle, for the messages.</param>
    /// <param name="text">What it holds.</param>
    /// <param name="surroundings">What the bundle holds besides.</param>
    /// <param name="policy">Checked and compiled.</param>
    /// <param name="errors">Everything that is wrong, in the order of the file; empty when it is right.</param>
    public static bool TryRead(string file, string text, PolicySurroundings surroundings, [NotNullWhen(true)] out PolicyDocument? policy, out IReadOnlyList<PolicyError> errors)
    {
        // 1.
        policy = null;
        var tree = new YamlTree(file, text);
        if (tree.Root is not { } root)
        {
            errors = tree.Errors;
            return false;
        }

        tree.Admit(root, "a policy", Keys);

        // 2.
        var name = ReadName(tree, tree.Find(root, "name", "Give the policy a name, for instance 'name: self-harm'."), "name") ?? "";
        var owner = tree.Text(tree.Find(root, "owner", "Say who answers for the policy, for instance 'owner: safety@example.org'."), "owner") ?? "";
        var harm = tree.Text(tree.Find(root, "harm", "Say in a sentence which harm the policy is there to prevent."), "harm") ?? "";
        var message = tree.Find(root, "message") is { } said ? tree.Text(said, "message") : null;
        var directions = ReadDirections(tree, root);
        var declared = new PolicyDeclarations(tree, root, surroundings);
        var names = new PolicyNames
        {
            Policy = name,
            Lists = [.. declared.Lists.Select(list => list.Name)],
            SharedLists = surroundings.SharedLists,
            Patterns = [.. declared.Patterns.Select(pattern => pattern.Name)],
            Templates = declared.Templates.ToDictionary(template => template.Name, template => template.Least, StringComparer.Ordinal),
            Thresholds = declared.Thresholds,
            Labels = surroundings.Labels,
            Judges = surroundings.Judges,
            Timed = declared.Judges,
        };

        // 3.
        var rules = ReadRules(tree, root, names, surroundings.Needs);

        // 4.
        var fallbacks = FallbackReader.Read(tree, root, directions);
        var tools = ToolReader.Read(tree, root);
        var examples = ExampleReader.Read(tree, root, directions, rules);
        if (rules.IsEmpty && tools is null && !tree.HasErrors) tree.Add(root, "The policy has neither rules nor tools.", "Write what it should do under 'rules'.");
        errors = tree.Errors;
        if (errors.Count > 0) return false;
        policy = new PolicyDocument
        {
            Name = name,
            Owner = owner,
            Harm = harm,
            Message = message,
            Directions = directions,
            Rules = rules,
            Fallbacks = fallbacks,
            Thresholds = declared.Thresholds,
            Judges = declared.Judges,
            Lists = declared.Lists,
            Patterns = declared.Patterns,
            Templates = declared.Templates,
            Tools = tools,
            Examples = examples,
            File = file,
            ContentAddress = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))),
        };
        return true;
    }

    /// <summary>A name of small letters, digits, hyphens and underscores.</summary>
    internal static string? ReadName(YamlTree tree, YamlNode? node, string what)
    {
        if (tree.Text(node, what) is not { } name) return null;
        if (NameForm().IsMatch(name)) return name;
        tree.Add(node!, $"The {what} has other characters than a-z, 0-9, '-' and '_', or is longer than 64.", "Write it with these, a letter first.");
        return null;
    }

    /// <summary>The directions that a file looks at, each once.</summary>
    internal static ImmutableArray<Direction> ReadDirections(YamlTree tree, YamlMappingNode root)
    {
        var node = tree.Find(root, "directions", "Say where the policy looks: 'directions: [input, output]'; there is tool_call, too.");
        var found = ImmutableArray.CreateBuilder<Direction>();
        foreach (var entry in tree.Sequence(node, "directions")?.Children ?? [])
        {
            if (tree.Word(entry, "direction", Directions) is not { } word) continue;
            var direction = Enum.GetValues<Direction>()[Array.IndexOf(Directions, word)];
            if (found.Contains(direction)) tree.Add(entry, $"The direction {word} is given twice.", "Leave one out.");
            else found.Add(direction);
        }

        if (node is YamlSequenceNode { Children.Count: 0 }) tree.Add(node, "There is no direction.", "Give at least one of input, output and tool_call.");
        return found.ToImmutable();
    }

    private static ImmutableArray<PolicyRule> ReadRules(YamlTree tree, YamlMappingNode root, PolicyNames names, NeedTable needs)
    {
        var rules = ImmutableArray.CreateBuilder<PolicyRule>();
        foreach (var entry in tree.Sequence(tree.Find(root, "rules"), "rules")?.Children ?? [])
        {
            if (tree.Mapping(entry, "A rule") is not { } rule) continue;
            tree.Admit(rule, "a rule", RuleKeys);
            var nameNode = tree.Find(rule, "name", "Give the rule a name: decisions tell it.");
            var name = ReadName(tree, nameNode, "rule's name");
            if (name is not null && rules.Any(other => other.Name == name)) tree.Add(nameNode!, $"Two rules are named '{name}'.", "Decisions tell the rule by its name: choose another.");
            if (name == PolicyTool.RuleName) tree.Add(nameNode!, $"No rule may be named '{name}'.", "Decisions tell a tool call that is not authorised by this name: choose another.");
            var action = tree.Word(tree.Find(rule, "then", $"Say what the rule does: {string.Join(", ", Actions)}."), "action", Actions);
            if (ReadCondition(tree, tree.Find(rule, "when", "Write the rule's condition, for instance 'when: phrase(\"slurs\")'."), names, needs) is not var (condition, asks) || name is null || action is null) continue;
            var then = Enum.GetValues<PolicyAction>()[Array.IndexOf(Actions, action)];
            var untried = asks.Select(ask => ask.Need).FirstOrDefault(need => need.Kind == NeedKind.Judge && names.Judges?.GetValueOrDefault(need.Name) is not { MayAct: true });
            if (untried is not null && then == PolicyAction.Allow)
            {
                tree.Add(rule, $"The rule exempts texts by what {untried} says, and nobody may act on that judge yet.", names.Judges?.GetValueOrDefault(untried.Name)?.Words ?? "Let the rule flag instead.");
            }

            rules.Add(new PolicyRule(name, condition, then, asks) { OnlyFlags = untried is not null });
        }

        return rules.ToImmutable();
    }

    private static (CompiledExpression, ImmutableArray<RuleNeed>)? ReadCondition(YamlTree tree, YamlNode? node, PolicyNames names, NeedTable needs)
    {
        if (tree.Expression(node, "The condition") is not var (text, origin)) return null;
        var keys = new CounterKeys();
        foreach (var (line, column) in keys.Add(new SourceText(text, origin)))
        {
            tree.Add(line, column, "The key of this counter cannot be computed for every message beforehand.", "Make it of names and texts, joined by '+': user, or organisation + \":\" + endpoint.");
        }

        if (!Expression.TryCompile(text, ConditionEnvironment.Of(names, needs, keys), out var compiled, out var wrong, CelType.Bool, origin))
        {
            foreach (var error in wrong) tree.Add(error);
            return null;
        }

        var faults = compiled.HostCalls.Select(call => (call, Fault: names.FaultOf(call))).Where(pair => pair.Fault is not null).ToList();
        foreach (var (call, fault) in faults) tree.Add(call.Line, call.Column, fault!.Value.Problem, fault.Value.Remedy);
        if (faults.Count > 0 || tree.HasErrors) return null;
        return (compiled, [.. compiled.HostCalls.Select(call => Asked(call, names, needs, keys)).OfType<RuleNeed>()]);
    }

    private static RuleNeed? Asked(HostCall call, PolicyNames names, NeedTable needs, CounterKeys keys)
    {
        var need = call.Function is "count" or "sum" or "distinct"
            ? PolicyNames.ResolveCounter(call.Function, keys.At(call.Line, call.Column)!, call.Arguments)
            : names.Resolve(call.Function, call.Arguments);
        return need is null ? null : new RuleNeed(needs.Add(need), need, call.Function == "flagged" ? names.Thresholds.GetValueOrDefault(need.Name) : null);
    }

    [GeneratedRegex("^[a-z][a-z0-9_-]{0,63}$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex NameForm();
}
