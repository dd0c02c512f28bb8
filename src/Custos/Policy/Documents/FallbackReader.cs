using System.Collections.Immutable;
using Custos.Policy.Conditions;
using Custos.Records;
using YamlDotNet.RepresentationModel;

namespace Custos.Policy.Documents;

/// <summary>Which fallback does a policy choose for each direction and failure? Each must be chosen.</summary>
internal static class FallbackReader
{
    private static readonly FailureClass[] Failures = Enum.GetValues<FailureClass>();
    private static readonly string[] FailureNames = [.. Failures.Select(failure => SnakeCase.Of(failure.ToString()))];
    private static readonly string[] Choices = [.. Enum.GetNames<Fallback>().Select(SnakeCase.Of)];

    public static PolicyFallbacks Read(YamlTree tree, YamlMappingNode root, ImmutableArray<Direction> directions)
    {
        var chosen = ImmutableDictionary.CreateBuilder<Direction, ImmutableArray<Fallback>>();
        var node = tree.Find(root, "fallbacks", "Choose what happens when nobody can tell: a fallback for each direction and failure.");
        if (tree.Mapping(node, "fallbacks") is not { } byDirection) return new PolicyFallbacks(chosen.ToImmutable());
        if (!directions.IsEmpty) tree.Admit(byDirection, "fallbacks", [.. directions.Select(direction => SnakeCase.Of(direction.ToString()))]);
        foreach (var direction in directions)
        {
            var name = SnakeCase.Of(direction.ToString());
            var cell = tree.Find(byDirection, name, $"The policy looks at {name}: choose its fallbacks, one for each of {string.Join(", ", FailureNames)}.");
            if (tree.Mapping(cell, $"fallbacks of {name}") is { } byFailure) chosen.Add(direction, ReadFailures(tree, byFailure, name));
        }

        return new PolicyFallbacks(chosen.ToImmutable());
    }

    private static ImmutableArray<Fallback> ReadFailures(YamlTree tree, YamlMappingNode byFailure, string direction)
    {
        tree.Admit(byFailure, $"the fallbacks of {direction}", FailureNames);
        var chosen = ImmutableArray.CreateBuilder<Fallback>(Failures.Length);
        for (var i = 0; i < Failures.Length; i++)
        {
            var node = tree.Find(byFailure, FailureNames[i], $"Choose what happens to {direction} on {FailureNames[i]}: {string.Join(", ", Choices)}.");
            var word = tree.Word(node, "fallback", Choices);
            chosen.Add(word is null ? Fallback.Hold : Enum.GetValues<Fallback>()[Array.IndexOf(Choices, word)]);
        }

        return chosen.MoveToImmutable();
    }
}
