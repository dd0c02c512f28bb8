using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Custos.Policy.Documents;

/// <summary>Which JSON does a piece of YAML say, by YAML's core schema?</summary>
internal static class YamlJson
{
    /// <summary>Null stands for JSON's null, and for what is no JSON; then there is an error.</summary>
    public static JsonNode? Of(YamlTree tree, YamlNode node)
    {
        switch (node)
        {
            case YamlMappingNode mapping:
                var fields = new JsonObject();
                foreach (var (key, value) in mapping.Children)
                {
                    if (key is YamlScalarNode { Value: { } name }) fields[name] = Of(tree, value);
                    else tree.Add(key, "A key is not a text.", "JSON has only texts as keys.");
                }

                return fields;
            case YamlSequenceNode sequence:
                return new JsonArray([.. sequence.Children.Select(child => Of(tree, child))]);
            case YamlScalarNode { Value: { } text } scalar:
                return scalar.Style is ScalarStyle.Plain ? Plain(text) : JsonValue.Create(text);
            default:
                return null;
        }
    }

    /// <summary>The piece of YAML that a JSON Pointer into what it says leads to, or the last one on the way there.</summary>
    public static YamlNode At(YamlNode root, string pointer)
    {
        var at = root;
        foreach (var step in pointer.Split('/').Skip(1).Select(step => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)))
        {
            var next = at switch
            {
                YamlMappingNode mapping => mapping.Children.FirstOrDefault(pair => pair.Key is YamlScalarNode { Value: { } name } && name == step).Value,
                YamlSequenceNode sequence when int.TryParse(step, CultureInfo.InvariantCulture, out var number) && number >= 0 && number < sequence.Children.Count => sequence.Children[number],
                _ => null,
            };
            if (next is null) break;
            at = next;
        }

        return at;
    }

    private static JsonValue? Plain(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => JsonValue.Create(true),
        "false" or "False" or "FALSE" => JsonValue.Create(false),
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
        _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => JsonValue.Create(number),
        _ => JsonValue.Create(text),
    };
}
