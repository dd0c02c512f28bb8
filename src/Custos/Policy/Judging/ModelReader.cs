using System.Collections.Immutable;
using Custos.Policy.Conditions;
using Custos.Policy.Documents;
using YamlDotNet.RepresentationModel;

namespace Custos.Policy.Judging;

/// <summary>Which model does a judge's file choose?</summary>
internal static class ModelReader
{
    private const int MostTokens = 32_000;

    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(10);

    private static readonly string[] Keys = ["provider", "name", "address", "key", "recordings", "words", "temperature", "max_tokens", "timeout"];
    private static readonly string[] Providers = [.. Enum.GetNames<ModelProvider>().Select(SnakeCase.Of)];

    /// <summary>Null when there is none; then there is an error.</summary>
    public static ModelChoice? Read(YamlTree tree, YamlMappingNode root)
    {
        var node = tree.Find(root, "model", "Choose who answers: 'model: {provider: anthropic, name: …, key: ANTHROPIC_API_KEY}'.");
        if (tree.Mapping(node, "model") is not { } model) return null;
        tree.Admit(model, "a model", Keys);
        var word = tree.Word(tree.Find(model, "provider", $"Choose one of {string.Join(", ", Providers)}."), "provider", Providers);
        var name = tree.Text(tree.Find(model, "name", "Name the model as its provider knows it."), "The model's name");
        if (word is null || name is null) return null;
        var provider = Enum.GetValues<ModelProvider>()[Array.IndexOf(Providers, word)];
        var usual = new ModelChoice { Provider = provider, Name = name };
        return usual with
        {
            Address = ReadAddress(tree, model),
            Key = tree.Text(tree.Find(model, "key", provider == ModelProvider.Anthropic ? "Name the environment variable that holds the key: 'key: ANTHROPIC_API_KEY'." : null), "The key's variable"),
            Recordings = tree.Text(tree.Find(model, "recordings", provider == ModelProvider.Recorded ? "Name the folder of the recorded answers, from this file on." : null), "The folder of recordings"),
            Words = provider == ModelProvider.Simulated ? ReadWords(tree, model) : [],
            Temperature = tree.Number(tree.Find(model, "temperature"), "The temperature", 0, 2),
            MaxTokens = tree.Number(tree.Find(model, "max_tokens"), "The length of an answer", 1, MostTokens) is { } tokens ? (int)tokens : usual.MaxTokens,
            Timeout = tree.Duration(tree.Find(model, "timeout"), "The timeout", LongestTimeout) ?? usual.Timeout,
        };
    }

    private static Uri? ReadAddress(YamlTree tree, YamlMappingNode model)
    {
        var node = tree.Find(model, "address");
        if (tree.Text(node, "The address") is not { } written) return null;
        if (Uri.TryCreate(written, UriKind.Absolute, out var address) && address.Scheme is "http" or "https") return address;
        tree.Add(node!, "The address is no http or https address.", "Write where the model's server listens; below /v1 for OpenAI's protocol.");
        return null;
    }

    private static ImmutableArray<string> ReadWords(YamlTree tree, YamlMappingNode model)
    {
        var node = tree.Find(model, "words", "Write the words that the simulated model says yes to: 'words: [bleach, ammonia]'.");
        return [.. tree.Sequence(node, "words")?.Children.Select(word => tree.Text(word, "The word")).OfType<string>() ?? []];
    }
}
