using System.Collections.Frozen;
using System.Globalization;
using Custos.App.Proxy.Protocols;
using Custos.Records;
using Custos.Records.Calls;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Custos.App.Proxy;

/// <summary>What does a model call cost? By a file of prices per million tokens.</summary>
/// <remarks>
/// The file is YAML: a model's name, or the beginning of one with a <c>*</c> behind it, and its prices
/// <c>{input: 2.5, output: 10, cached: 1.25}</c>. The longest name that fits counts.
/// </remarks>
internal sealed class PriceTable
{
    private readonly FrozenDictionary<string, TokenPrices> _exact;
    private readonly (string Beginning, TokenPrices Prices)[] _beginnings;

    private PriceTable(IReadOnlyDictionary<string, TokenPrices> prices)
    {
        _exact = prices.Where(entry => !entry.Key.EndsWith('*')).ToFrozenDictionary(StringComparer.Ordinal);
        _beginnings = [.. prices.Where(entry => entry.Key.EndsWith('*')).Select(entry => (entry.Key[..^1], entry.Value)).OrderByDescending(entry => entry.Item1.Length)];
    }

    /// <summary>No model has a price.</summary>
    public static PriceTable None { get; } = new(new Dictionary<string, TokenPrices>());

    /// <summary>Reads a file of prices.</summary>
    /// <exception cref="BadInputException">It cannot be read, or is no such file.</exception>
    public static PriceTable Read(string path)
    {
        try
        {
            using var text = File.OpenText(path);
            var yaml = new YamlStream();
            yaml.Load(text);
            if (yaml.Documents is not [{ RootNode: YamlMappingNode root }]) throw Wrong(path, 1, "The file is not a list of models with their prices.");
            return new PriceTable(root.Children.ToDictionary(entry => NameOf(entry.Key, path), entry => PriceOf(entry.Value, path), StringComparer.Ordinal));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"The price file cannot be read: {unreadable.Message}", "Give --prices with a file that exists.", path, innerException: unreadable);
        }
        catch (YamlException bad)
        {
            throw Wrong(path, bad.Start.Line, "The file is not YAML.");
        }
    }

    /// <summary>The cost of a call; null where its model has no price or its tokens are not known.</summary>
    public double? CostOf(string? model, Ending used)
    {
        if (model is null || PriceOf(model) is not { } price || used.InputTokens is not { } input || used.OutputTokens is not { } output) return null;
        return price.Of(input, output, used.CachedTokens ?? 0);
    }

    private TokenPrices? PriceOf(string model)
    {
        if (_exact.TryGetValue(model, out var price)) return price;
        foreach (var (beginning, of) in _beginnings)
        {
            if (model.StartsWith(beginning, StringComparison.Ordinal)) return of;
        }

        return null;
    }

    private static string NameOf(YamlNode node, string path) => node is YamlScalarNode { Value: { Length: > 0 } name } ? name : throw Wrong(path, node.Start.Line, "A model's name is not a text.");

    private static TokenPrices PriceOf(YamlNode node, string path)
    {
        if (node is not YamlMappingNode prices) throw Wrong(path, node.Start.Line, "A model's prices are not {input: …, output: …}.");
        var given = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (name, value) in prices.Children)
        {
            if (name is not YamlScalarNode { Value: "input" or "output" or "cached" } known) throw Wrong(path, name.Start.Line, "A price is none of input, output and cached.");
            if (value is not YamlScalarNode scalar || !double.TryParse(scalar.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var price) || !double.IsFinite(price) || price < 0)
            {
                throw Wrong(path, value.Start.Line, "A price is not a number of 0 or more.");
            }

            given[known.Value!] = price;
        }

        if (!given.TryGetValue("input", out var input) || !given.TryGetValue("output", out var output)) throw Wrong(path, node.Start.Line, "A model has no price for input, or none for output.");
        return new TokenPrices(input, output, given.TryGetValue("cached", out var cached) ? cached : null);
    }

    private static BadInputException Wrong(string path, long line, string problem) =>
        new(problem, "Write a line for each model, for instance 'my-model*: {input: 2.5, output: 10, cached: 1.25}', in money per million tokens.", $"{path}:{line}");
}
