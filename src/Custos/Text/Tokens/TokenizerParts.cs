using Custos.Text.TokenSteps;

namespace Custos.Text.Tokens;

/// <summary>What a tokenizer is put together from.</summary>
internal sealed record TokenizerParts
{
    public TokenizerParts(TokenModel model, IReadOnlyList<AddedToken> added)
    {
        (Model, Added) = (model, added);
        RawTokens = new AddedTokens(added.Where(token => !token.IsNormalised));
        NormalisedTokens = new AddedTokens(added.Where(token => token.IsNormalised));
        AddedById = added.GroupBy(token => token.Id).ToDictionary(group => group.Key, group => group.First());
    }

    public TokenModel Model { get; }

    /// <summary>The rule that alone cuts the text, in place; null where the steps are to be taken.</summary>
    public SplitRule? Rule { get; init; }

    public IReadOnlyList<NormalisingStep> Normalising { get; init; } = [];

    public IReadOnlyList<CuttingStep> Cutting { get; init; } = [];

    public IReadOnlyList<AddedToken> Added { get; }

    /// <summary>Those looked for in the raw text.</summary>
    public AddedTokens RawTokens { get; init; }

    /// <summary>Those looked for in the normalised text.</summary>
    public AddedTokens NormalisedTokens { get; init; }

    public IReadOnlyDictionary<int, AddedToken> AddedById { get; }

    public Frame Frame { get; init; } = Frame.None;

    public TokenDecoder Decoder { get; init; } = TokenDecoder.OfBytes;
}
