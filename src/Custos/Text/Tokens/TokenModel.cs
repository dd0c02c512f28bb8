namespace Custos.Text.Tokens;

/// <summary>Which tokens is one piece of text made of?</summary>
/// <remarks>Immutable; what changes while a piece is read is in the scratch, of which every thread has its own.</remarks>
internal abstract class TokenModel
{
    /// <summary>One more than the greatest id.</summary>
    public abstract int Size { get; }

    /// <summary>Adds the tokens of a piece that is not empty, with their places in it, counted from where it begins in a longer text.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="offset">Where it begins.</param>
    /// <param name="scratch">Space to work in.</param>
    /// <param name="found">Where to.</param>
    public abstract void Encode(ReadOnlySpan<char> piece, int offset, TokenScratch scratch, FoundTokens found);

    /// <summary>The token as the vocabulary spells it; null for an id that it has not.</summary>
    public abstract string? TextOf(int id);

    /// <summary>The id of a token as the vocabulary spells it; null for none.</summary>
    public abstract int? IdOf(string token);

    /// <summary>What a thread needs to work with this model.</summary>
    public virtual TokenScratch CreateScratch() => new(new PairTable());
}
