using System.Collections.Immutable;
using Custos.Policy.Conditions;
using Custos.Records;
using YamlDotNet.RepresentationModel;

namespace Custos.Policy.Documents;

/// <summary>Which texts must a policy match, and which must it leave alone?</summary>
internal static class ExampleReader
{
    private static readonly string[] Kinds = ["must_match", "must_not_match"];
    private static readonly string[] Keys = ["text", "direction", "rule", "tool", "arguments"];

    public static ImmutableArray<PolicyExample> Read(YamlTree tree, YamlMappingNode root, ImmutableArray<Direction> directions, ImmutableArray<PolicyRule> rules)
    {
        var node = tree.Find(root, "examples", "Give at least one text that the policy must match, and one that it must not.");
        if (tree.Mapping(node, "examples") is not { } kinds) return [];
        tree.Admit(kinds, "examples", Kinds);
        var examples = ImmutableArray.CreateBuilder<PolicyExample>();
        foreach (var kind in Kinds)
        {
            var list = tree.Find(kinds, kind, kind == Kinds[0] ? "Give at least one example that the policy must match." : "Give at least one example that the policy must leave alone.");
            foreach (var entry in tree.Sequence(list, kind)?.Children ?? [])
            {
                if (ReadExample(tree, entry, kind == Kinds[0], directions, rules) is { } example) examples.Add(example);
            }
        }

        return examples.ToImmutable();
    }

    private static PolicyExample? ReadExample(YamlTree tree, YamlNode entry, bool mustMatch, ImmutableArray<Direction> directions, ImmutableArray<PolicyRule> rules)
    {
        if (directions.IsEmpty) return null;
        var line = (int)entry.Start.Line;
        if (entry is YamlScalarNode) return tree.Text(entry, "The example") is { } plain ? new PolicyExample(plain, null, directions[0], mustMatch, null, line) : null;
        if (tree.Mapping(entry, "An example") is not { } example) return null;
        tree.Admit(example, "an example", Keys);
        var names = directions.Select(direction => SnakeCase.Of(direction.ToString())).ToArray();
        var direction = tree.Word(tree.Find(example, "direction"), "direction of this policy", names) is { } word ? directions[Array.IndexOf(names, word)] : directions[0];
        var rule = tree.Find(example, "rule") is { } named && !tree.HasErrors
            ? tree.Word(named, "rule of this policy", [.. rules.Select(one => one.Name), PolicyTool.RuleName])
            : null;
        var tool = tree.Find(example, "tool") is { } toolNode ? tree.Text(toolNode, "tool") : null;
        if (tool is not null)
        {
            var arguments = tree.Find(example, "arguments") is { } given ? YamlJson.Of(tree, given)?.ToJsonString() ?? "{}" : "{}";
            return new PolicyExample(arguments, tool, Direction.ToolCall, mustMatch, rule, line);
        }

        return tree.Text(tree.Find(example, "text", "Write the example's text."), "The example's text") is { } text
            ? new PolicyExample(text, null, direction, mustMatch, rule, line)
            : null;
    }
}
