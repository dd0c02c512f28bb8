using System.Collections.Immutable;
using Custos.Policy.Schemas;
using YamlDotNet.RepresentationModel;

namespace Custos.Policy.Documents;

/// <summary>Which tools does a policy let a model call, and with which arguments? All others are denied.</summary>
internal static class ToolReader
{
    private static readonly string[] Keys = ["arguments"];

    public static ImmutableArray<PolicyTool>? Read(YamlTree tree, YamlMappingNode root)
    {
        if (tree.Find(root, "tools") is not { } node || tree.Mapping(node, "tools") is not { } byName) return null;
        var tools = ImmutableArray.CreateBuilder<PolicyTool>();
        foreach (var (key, value) in byName.Children)
        {
            if (tree.Text(key, "The tool's name") is not { } name) continue;
            if (value is YamlScalarNode { Value: "any" })
            {
                tools.Add(new PolicyTool(name, null, null));
                continue;
            }

            if (tree.Mapping(value, "A tool") is not { } tool) continue;
            tree.Admit(tool, "a tool", Keys);
            var arguments = tree.Find(tool, "arguments", "Write the JSON Schema of its arguments, or 'any' instead of the whole tool.");
            if (tree.Mapping(arguments, "The schema") is { } schema && ReadSchema(tree, schema) is var (read, written)) tools.Add(new PolicyTool(name, read, written));
        }

        return tools.ToImmutable();
    }

    /// <summary>A JSON Schema written as YAML; null when it is none, and then there are errors.</summary>
    public static (JsonSchema Read, string Written)? ReadSchema(YamlTree tree, YamlMappingNode schema)
    {
        if (YamlJson.Of(tree, schema) is not { } written) return null;
        if (JsonSchema.TryRead(written, out var read, out var errors)) return (read, written.ToJsonString());
        foreach (var error in errors) tree.Add(YamlJson.At(schema, error.Path), $"At {(error.Path.Length == 0 ? "the schema" : error.Path)}: {error.Problem}", error.Remedy);
        return null;
    }
}
