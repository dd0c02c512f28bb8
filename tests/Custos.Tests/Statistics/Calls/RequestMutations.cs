using System.Text.Json.Nodes;

namespace Custos.Tests.Statistics.Calls;

/// <summary>Which requests come of one that is right, when one or two of its values are dropped, twisted or blown up?</summary>
internal static class RequestMutations
{
    private static readonly string[] Odd =
    [
        "null", "true", "\"\"", "\"NaN\"", "\"Infinity\"", "\"-Infinity\"", "[]", "{}", "[[]]", "[null]", "[[[1]]]", "{\"0\":{}}",
        "0", "1", "-1", "0.5", "2", "-0.0", "1e-320", "1e-12", "1e6", "3e9", "9007199254740993", "9223372036854775807", "8.9e18", "1e300", "-1e300", "1e999",
    ];

    /// <summary>Every value dropped and replaced by each odd one, every list made ragged, constant, huge and nested; then <paramref name="pairs"/> drawn combinations of two.</summary>
    public static IEnumerable<string> Of(string request, Random random, int pairs)
    {
        var node = JsonNode.Parse(request)!.AsObject();
        var single = One(node).Distinct(StringComparer.Ordinal).ToList();
        foreach (var mutant in single) yield return mutant;
        for (var i = 0; i < pairs; i++)
        {
            var second = One(JsonNode.Parse(single[random.Next(single.Count)])!.AsObject()).ToList();
            if (second.Count > 0) yield return second[random.Next(second.Count)];
        }
    }

    private static IEnumerable<string> One(JsonObject request)
    {
        foreach (var path in Paths(request["inputs"]).Prepend([]))
        {
            foreach (var value in Replacements(At(request["inputs"], path)))
            {
                yield return With(request, path, value);
            }

            if (path.Count > 0) yield return Without(request, path);
        }
    }

    private static IEnumerable<JsonNode?> Replacements(JsonNode? old)
    {
        foreach (var odd in Odd) yield return JsonNode.Parse(odd);
        yield return new JsonArray(old?.DeepClone());
        yield return new JsonObject { ["0"] = old?.DeepClone(), ["1"] = old?.DeepClone() };
        if (old is not JsonArray list || list.Count == 0) yield break;
        yield return new JsonArray([.. list.Select(item => item?.DeepClone()), list[0]?.DeepClone()]);
        yield return new JsonArray([.. list.Select(_ => list[0]?.DeepClone())]);
        yield return new JsonArray([.. list.Select(item => item?.DeepClone()).Reverse()]);
        yield return new JsonArray([.. Enumerable.Range(0, 300).Select(i => list[i % list.Count]?.DeepClone())]);
        foreach (var factor in (double[])[0, -1, 1e-300, 1e300, 1e15]) yield return Scaled(list, factor);
    }

    private static JsonNode? Scaled(JsonNode? node, double factor) => node switch
    {
        JsonArray list => new JsonArray([.. list.Select(item => Scaled(item, factor))]),
        JsonValue value when value.TryGetValue<double>(out var number) && double.IsFinite(number * factor) => JsonValue.Create(number * factor),
        _ => node?.DeepClone(),
    };

    // Of a long list the ends are enough: its members are read alike.
    private static IEnumerable<List<object>> Paths(JsonNode? node)
    {
        IEnumerable<(object Key, JsonNode? Value)> children = node switch
        {
            JsonObject map => map.Select(pair => ((object)pair.Key, pair.Value)),
            JsonArray list => new[] { 0, list.Count - 1 }.Where(i => i >= 0 && i < list.Count).Distinct().Select(i => ((object)i, list[i])),
            _ => [],
        };
        foreach (var (key, value) in children)
        {
            yield return [key];
            foreach (var below in Paths(value)) yield return [key, .. below];
        }
    }

    private static JsonNode? At(JsonNode? node, List<object> path)
    {
        foreach (var key in path) node = key is string name ? node![name] : node![(int)key];
        return node;
    }

    private static string With(JsonObject request, List<object> path, JsonNode? value)
    {
        var copy = request.DeepClone().AsObject();
        if (path.Count == 0)
        {
            copy["inputs"] = value;
        }
        else if (path[^1] is string name)
        {
            At(copy["inputs"], path[..^1])![name] = value;
        }
        else
        {
            At(copy["inputs"], path[..^1])![(int)path[^1]] = value;
        }

        return copy.ToJsonString();
    }

    private static string Without(JsonObject request, List<object> path)
    {
        var copy = request.DeepClone().AsObject();
        switch (At(copy["inputs"], path[..^1]))
        {
            case JsonObject map: map.Remove((string)path[^1]); break;
            case JsonArray list: list.RemoveAt((int)path[^1]); break;
        }

        return copy.ToJsonString();
    }
}
