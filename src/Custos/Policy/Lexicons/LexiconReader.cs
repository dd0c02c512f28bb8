using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Custos.Learning.Themes;
using Custos.Policy.Documents;
using Custos.Records;
using YamlDotNet.RepresentationModel;

namespace Custos.Policy.Lexicons;

/// <summary>Which lexicon does a YAML file hold, or what is wrong with it?</summary>
/// <remarks>
/// 1. The file is read as YAML.
/// 2. What it is called, and what it is for.
/// 3. The themes with their entries.
/// 4. The pairs of themes.
/// </remarks>
public static class LexiconReader
{
    private const long LongestFile = 1 << 20;

    private static readonly string[] Keys = ["name", "about", "themes", "together"];

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads one lexicon.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="BadInputException">It cannot be read, or something is wrong with it; the message lists all that is, with line and column.</exception>
    public static ThemeLexicon Load(string path)
    {
        var bytes = BytesOf(path);
        try
        {
            return TryRead(path, Strict.GetString(bytes).TrimStart('\uFEFF'), Convert.ToHexStringLower(SHA256.HashData(bytes)), out var lexicon, out var errors)
                ? lexicon
                : throw new BadInputException(errors.Count == 1 ? "The lexicon cannot be used." : string.Create(CultureInfo.InvariantCulture, $"The lexicon cannot be used: {errors.Count} things are wrong."), $"Mend it:\n{string.Join("\n", errors)}");
        }
        catch (DecoderFallbackException cause)
        {
            throw new BadInputException("The lexicon is not UTF-8.", "Save it as UTF-8.", path, innerException: cause);
        }
    }

    /// <summary>Reads what a file holds.</summary>
    /// <param name="file">Its name, for the messages.</param>
    /// <param name="text">What it holds.</param>
    /// <param name="sha256">Its digest.</param>
    /// <param name="lexicon">Checked.</param>
    /// <param name="errors">Everything that is wrong, in the order of the file; empty when it is right.</param>
    internal static bool TryRead(string file, string text, string sha256, [NotNullWhen(true)] out ThemeLexicon? lexicon, out IReadOnlyList<PolicyError> errors)
    {
        // 1.
        lexicon = null;
        var tree = new YamlTree(file, text, "lexicon");
        if (tree.Root is not { } root)
        {
            errors = tree.Errors;
            return false;
        }

        tree.Admit(root, "a lexicon", Keys);

        // 2.
        var name = PolicyReader.ReadName(tree, tree.Find(root, "name", "Give the lexicon a name, for instance 'name: harms'."), "name") ?? "";
        _ = tree.Text(tree.Find(root, "about", "Say in a sentence what the lexicon is for."), "about");

        // 3.
        var themes = ReadThemes(tree, root);

        // 4.
        var together = ReadTogether(tree, root, [.. themes.Select(theme => theme.Name)]);
        errors = tree.Errors;
        if (errors.Count > 0) return false;
        lexicon = new ThemeLexicon(name, themes, together, sha256);
        return true;
    }

    private static ImmutableArray<Theme> ReadThemes(YamlTree tree, YamlMappingNode root)
    {
        var node = tree.Find(root, "themes", "Write each theme as 'name: [word, a phrase of words]' below 'themes:'.");
        if (tree.Mapping(node, "themes") is not { } mapping) return [];
        if (mapping.Children.Count is 0 or > ThemeLexicon.MostThemes)
        {
            tree.Add(mapping, string.Create(CultureInfo.InvariantCulture, $"There are {mapping.Children.Count} themes."), $"Write from 1 to {ThemeLexicon.MostThemes}.");
        }

        var themes = ImmutableArray.CreateBuilder<Theme>();
        var entries = 0;
        foreach (var (key, list) in mapping.Children)
        {
            var name = PolicyReader.ReadName(tree, key, "theme's name") ?? "";
            var read = ReadEntries(tree, list, name);
            themes.Add(new Theme(name, read));
            if (entries <= ThemeLexicon.MostEntries && entries + read.Length > ThemeLexicon.MostEntries)
            {
                tree.Add(list, string.Create(CultureInfo.InvariantCulture, $"With this theme there are more than {ThemeLexicon.MostEntries:N0} entries."), "Leave out those that labelled texts teach by themselves.");
            }

            entries += read.Length;
        }

        return themes.ToImmutable();
    }

    private static ImmutableArray<string> ReadEntries(YamlTree tree, YamlNode list, string theme)
    {
        if (tree.Sequence(list, $"The theme '{theme}'") is not { } sequence) return [];
        if (sequence.Children.Count == 0) tree.Add(sequence, $"The theme '{theme}' has no entries.", "Write words or phrases, or leave the theme out.");
        var entries = ImmutableArray.CreateBuilder<string>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in sequence.Children)
        {
            if (tree.Text(node, "The entry") is not { } written) continue;
            var entry = ThemeLexicon.Folded(written);
            var words = entry.Length == 0 ? 0 : entry.AsSpan().Count(' ') + 1;
            if (words == 0) tree.Add(node, "The entry has no word.", "Write letters or digits: signs are not looked at.");
            else if (words > ThemeLexicon.LongestEntry) tree.Add(node, string.Create(CultureInfo.InvariantCulture, $"The entry has {words} words."), $"Write at most {ThemeLexicon.LongestEntry}: longer ones hardly ever come twice.");
            else if (!known.Add(entry)) tree.Add(node, "The entry stands twice in this theme.", "Remove one: case, accents and signs do not tell entries apart.");
            else entries.Add(entry);
        }

        return entries.ToImmutable();
    }

    private static ImmutableArray<(int First, int Second)> ReadTogether(YamlTree tree, YamlMappingNode root, string[] themes)
    {
        // Where a theme's name is wrong already, the pairs that say it would be told of again.
        if (tree.Sequence(tree.Find(root, "together"), "together") is not { } sequence || themes.Length == 0 || themes.Contains("")) return [];
        if (sequence.Children.Count > ThemeLexicon.MostPairs)
        {
            tree.Add(sequence, string.Create(CultureInfo.InvariantCulture, $"There are {sequence.Children.Count} pairs."), $"Write at most {ThemeLexicon.MostPairs}.");
        }

        var pairs = ImmutableArray.CreateBuilder<(int First, int Second)>();
        foreach (var node in sequence.Children)
        {
            if (node is not YamlSequenceNode { Children: [var one, var other] })
            {
                tree.Add(node, "This is no pair.", "Write two themes, for instance '[violence, you]'.");
                continue;
            }

            if (tree.Word(one, "theme", themes) is not { } first || tree.Word(other, "theme", themes) is not { } second) continue;
            var (low, high) = (Array.IndexOf(themes, first), Array.IndexOf(themes, second));
            if (low > high) (low, high) = (high, low);
            if (low == high) tree.Add(node, "A theme is paired with itself.", "Write two themes.");
            else if (pairs.Contains((low, high))) tree.Add(node, "The pair stands twice.", "Remove one: the order of the two does not matter.");
            else pairs.Add((low, high));
        }

        return pairs.ToImmutable();
    }

    private static byte[] BytesOf(string path)
    {
        try
        {
            return new FileInfo(path).Length <= LongestFile
                ? File.ReadAllBytes(path)
                : throw new BadInputException("The lexicon is longer than a mebibyte.", "Leave out what labelled texts teach by themselves.", path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException("The lexicon cannot be read.", "See that the file is there and that this user may read it.", path, innerException: cause);
        }
    }
}
