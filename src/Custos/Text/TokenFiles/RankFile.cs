using System.Buffers.Text;
using System.Globalization;
using Custos.Records;
using Custos.Text.Tokens;
using Custos.Text.TokenSteps;

namespace Custos.Text.TokenFiles;

/// <summary>Which tokens does a file of ranks list: one a line, its bytes in base64, a blank, its rank?</summary>
/// <remarks>The format of OpenAI's tiktoken. A token's rank is its id.</remarks>
internal static class RankFile
{
    private const int MaxRank = 1 << 24;

    public static ByteVocabulary Read(ReadOnlySpan<byte> file, string place)
    {
        var vocabulary = new ByteVocabulary();
        var number = 0;
        Span<byte> token = new byte[4096];
        while (!file.IsEmpty)
        {
            var end = file.IndexOf((byte)'\n') is >= 0 and var found ? found : file.Length;
            var line = file[..end].TrimEnd((byte)'\r');
            file = file[Math.Min(end + 1, file.Length)..];
            number++;
            if (line.IsEmpty) continue;
            var blank = line.IndexOf((byte)' ');
            if (blank < 1 || !Utf8Parser.TryParse(line[(blank + 1)..], out int rank, out var read) || read != line.Length - blank - 1 || rank is < 0 or >= MaxRank)
            {
                throw Bad("This is no token in base64, a blank and its rank.");
            }

            if (blank > 4096 || Base64.DecodeFromUtf8(line[..blank], token, out _, out var length) != System.Buffers.OperationStatus.Done) throw Bad("The token is not base64, or longer than 3,072 bytes.");
            if (!vocabulary.TryAdd(token[..length], rank)) throw Bad("The token is empty, or it or its rank stands in the file twice.");
        }

        for (var i = 0; i < 256; i++)
        {
            if (vocabulary.IdOf([(byte)i]) < 0) throw new BadInputException(string.Create(CultureInfo.InvariantCulture, $"Byte 0x{i:X2} is no token."), "Give every byte a rank: a text may hold any.", place);
        }

        return vocabulary;

        BadInputException Bad(string problem) => new(problem, "Write the file again with the program that it comes from.", string.Create(CultureInfo.InvariantCulture, $"{place}, line {number}"));
    }

    /// <summary>The tokenizer of a list of ranks.</summary>
    /// <param name="ranks">The list.</param>
    /// <param name="rule">How texts are cut.</param>
    /// <param name="special">Special tokens: they are decoded, and found in texts only where asked for, for a text may hold them to deceive.</param>
    /// <param name="findsSpecial">Are special tokens found in texts?</param>
    /// <param name="place">For messages.</param>
    public static Tokenizer TokenizerOf(ByteVocabulary ranks, SplitRule rule, IReadOnlyDictionary<string, int> special, bool findsSpecial, string place)
    {
        foreach (var (name, id) in special)
        {
            if (name.Length == 0 || id is < 0 or >= MaxRank || !ranks.BytesOf(id).IsEmpty) throw new BadInputException("A special token is empty, or its id is another token's.", "Give it an id beyond the ranks.", place);
        }

        var added = special.OrderBy(token => token.Value).Select(token => new AddedToken(token.Value, token.Key, IsSpecial: true, IsNormalised: false, TakesLeft: false, TakesRight: false, IsWord: false)).ToList();
        var parts = new TokenizerParts(BytePairModel.OfRanks(ranks), added) { Rule = rule };
        return new Tokenizer(findsSpecial ? parts : parts with { RawTokens = new AddedTokens([]) });
    }

    public static void Write(BytePairModel model, TextWriter writer)
    {
        for (var id = 0; id < model.Size; id++)
        {
            if (!model.BytesOf(id).IsEmpty) writer.Write(string.Create(CultureInfo.InvariantCulture, $"{Convert.ToBase64String(model.BytesOf(id))} {id}\n"));
        }
    }
}
