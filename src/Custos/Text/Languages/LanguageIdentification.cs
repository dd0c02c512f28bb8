using System.Buffers;
using System.Runtime.Intrinsics;

namespace Custos.Text.Languages;

/// <summary>Which language is a text written in?</summary>
/// <remarks>
/// Scripts of one language tell it. The languages of Latin, Cyrillic, Arabic and Devanagari letters are told apart by how likely each run
/// of three letters is in each (naive Bayes, every language as likely beforehand; Cavnar and Trenkle 1994 for the runs). Another language of
/// a known script, such as Basque or Serbian, is taken for its nearest or for none. Letters may be composed or not; addresses that begin
/// with a scheme are passed over. O(n), no allocation. Thread-safe.
/// </remarks>
public static class LanguageIdentification
{
    // Set on the first half of the Declaration of Human Rights; docs/stages/text.md has what they do to the second.
    private const int LeastMargin = 6 * LanguageTable.UnitsPerBit;
    private const int LeastSavingARun = (int)(2.6 * LanguageTable.UnitsPerBit);
    private const int LongRuns = 60;

    // What is longer is read in pieces, each of which votes, so that languages one after another are seen.
    private const int Window = 50;
    private const double MixedShare = 0.2;
    private const double OtherScripts = 0.25;
    private const double CodeShare = 0.1;

    // A character of these says about as much as three letters.
    private const int EastAsianWeight = 3;
    private const int LeastHan = 4;
    private const double KanaShare = 0.05;

    private static readonly SearchValues<char> CodeSigns = SearchValues.Create("{}[]<>=;_/\\|&+^~`$");

    /// <summary>Every language that can be told, by its ISO 639-1 code, in order.</summary>
    public static IReadOnlyList<string> Languages { get; } = [.. Enumerable.Range(1, LanguageTable.SharedScripts).SelectMany(LanguageTable.LanguagesOf).Concat(LanguageTable.Own).Order(StringComparer.Ordinal)];

    private static int Scripts => 1 + LanguageTable.SharedScripts + LanguageTable.Own.Length;

    /// <summary>The language of a text.</summary>
    /// <param name="text">Of any length.</param>
    public static LanguageGuess Of(ReadOnlySpan<char> text)
    {
        var counts = new Counts(
            stackalloc int[Scripts],
            stackalloc ushort[LanguageTable.SharedScripts * LanguageTable.Width],
            stackalloc int[LanguageTable.SharedScripts * LanguageTable.Width],
            stackalloc int[LanguageTable.SharedScripts * LanguageTable.Width],
            stackalloc int[LanguageTable.SharedScripts * 2]);
        counts.Read(text);
        return counts.Conclude();
    }

    /// <summary>What has been read so far.</summary>
    /// <param name="letters">Of each script.</param>
    /// <param name="window">What each language saves since its window began.</param>
    /// <param name="savings">… since the text began, without the window.</param>
    /// <param name="votes">Runs of the windows that each language won clearly.</param>
    /// <param name="runs">Per shared script: runs since the window began, and before.</param>
    private ref struct Counts(Span<int> letters, Span<ushort> window, Span<int> savings, Span<int> votes, Span<int> runs)
    {
        private readonly Span<int> _letters = letters;
        private readonly Span<ushort> _window = window;
        private readonly Span<int> _savings = savings;
        private readonly Span<int> _votes = votes;
        private readonly Span<int> _runs = runs;
        private int _signs;

        public void Read(ReadOnlySpan<char> text)
        {
            // The word's script, 0 between words, and its last two letters, the first of which may be its edge.
            int script = 0, first = 0, second = 0;
            for (var i = 0; i < text.Length; i++)
            {
                var kind = LanguageTable.ClassOf(text[i]);
                if (kind == LanguageTable.Transparent) continue;
                var (ofScript, letter) = (kind >> 8, kind & 0xFF);
                if (ofScript != script)
                {
                    if (script > 0) Add(script, first, second, 0);
                    (script, first, second) = (ofScript is > 0 and <= LanguageTable.SharedScripts ? ofScript : 0, 0, letter);
                }
                else if (script > 0)
                {
                    Add(script, first, second, letter);
                    (first, second) = (second, letter);
                }

                if (kind != 0) _letters[ofScript]++;
                else if (text[i] == ':' && text[i..].StartsWith("://")) i += AddressLength(text[i..]);
                if (IsCode(text, i)) _signs++;
            }

            if (script > 0) Add(script, first, second, 0);
        }

        public readonly LanguageGuess Conclude()
        {
            var (all, script) = (0, 0);
            var total = 0;
            for (var i = 1; i < _letters.Length; i++)
            {
                all += _letters[i];
                total += Weight(i);
                if (Weight(i) > Weight(script)) script = i;
            }

            if (total == 0) return new LanguageGuess(null, CannotTell.NoLetters, 0, null);
            var east = IsHanOrKana(script) ? Weight(Own("zh")) + Weight(Own("ja")) : Weight(script);
            if (total - east > OtherScripts * total) return new LanguageGuess(null, CannotTell.Mixed, all, null);
            if (_signs > CodeShare * (_signs + all)) return new LanguageGuess(null, CannotTell.NoKnownLanguage, all, null);
            return script > LanguageTable.SharedScripts ? OfOwnScript(script, all) : OfSharedScript(script, all);
        }

        /// <summary>Does code use it more than prose does: a sign, a capital inside a word, a bracket or a point with no blank beside it?</summary>
        private static bool IsCode(ReadOnlySpan<char> text, int at) => at < text.Length && text[at] switch
        {
            >= 'A' and <= 'Z' => at > 0 && char.IsAsciiLetterLower(text[at - 1]),
            '(' => at > 0 && char.IsAsciiLetter(text[at - 1]),
            '.' => at > 0 && at + 1 < text.Length && char.IsAsciiLetter(text[at - 1]) && char.IsAsciiLetter(text[at + 1]),
            var unit => unit < 128 && CodeSigns.Contains(unit),
        };

        private static int Own(string code) => LanguageTable.SharedScripts + 1 + Array.IndexOf(LanguageTable.Own, code);

        private static bool IsHanOrKana(int script) => script == Own("zh") || script == Own("ja");

        private static int AddressLength(ReadOnlySpan<char> address)
        {
            var length = address.IndexOfAny(" \t\r\n");
            return (length < 0 ? address.Length : length) - 1;
        }

        private readonly int Weight(int script) => _letters[script] * (IsHanOrKana(script) || script == Own("ko") ? EastAsianWeight : 1);

        private readonly void Add(int script, int first, int second, int third)
        {
            var saved = Vector256.Create<byte>(LanguageTable.SavingsOf(script, first, second, third));
            var own = _window.Slice((script - 1) * LanguageTable.Width, LanguageTable.Width);
            var (low, high) = Vector256.Widen(saved);
            (Vector256.Create<ushort>(own) + low).CopyTo(own);
            (Vector256.Create<ushort>(own[Vector256<ushort>.Count..]) + high).CopyTo(own[Vector256<ushort>.Count..]);
            // Two hundred bytes and more fit into a word.
            if (++_runs[(script - 1) * 2] == Window) Close(script);
        }

        private readonly void Close(int script)
        {
            var start = (script - 1) * LanguageTable.Width;
            Span<int> own = stackalloc int[LanguageTable.Width];
            for (var i = 0; i < own.Length; i++)
            {
                own[i] = _window[start + i];
                _savings[start + i] += own[i];
            }

            var (best, margin) = Best(own, LanguageTable.LanguagesOf(script).Length);
            ref var inWindow = ref _runs[(script - 1) * 2];
            if (margin >= LeastMargin) _votes[start + best] += inWindow;
            _runs[((script - 1) * 2) + 1] += inWindow;
            inWindow = 0;
            _window.Slice(start, LanguageTable.Width).Clear();
        }

        private readonly LanguageGuess OfOwnScript(int script, int all)
        {
            if (!IsHanOrKana(script)) return _letters[script] > 1 ? new LanguageGuess(LanguageTable.Own[script - LanguageTable.SharedScripts - 1], CannotTell.Told, all, null) : TooShort(all);
            int han = _letters[Own("zh")], kana = _letters[Own("ja")];
            if (kana > 1 && kana >= KanaShare * (kana + han)) return new LanguageGuess("ja", CannotTell.Told, all, null);
            return han >= LeastHan ? new LanguageGuess("zh", CannotTell.Told, all, null) : TooShort(all);
        }

        private static LanguageGuess TooShort(int all) => new(null, CannotTell.TooShort, all, null);

        private readonly LanguageGuess OfSharedScript(int script, int all)
        {
            Close(script);
            var languages = LanguageTable.LanguagesOf(script);
            var start = (script - 1) * LanguageTable.Width;
            var saved = _savings.Slice(start, languages.Length);
            var read = _runs[((script - 1) * 2) + 1];
            var (best, margin) = Best(saved, languages.Length);
            var why = saved[best] < (long)LeastSavingARun * read ? CannotTell.NoKnownLanguage
                : IsDivided(_votes.Slice(start, languages.Length), best) ? CannotTell.Mixed
                : margin < LeastMargin ? read < LongRuns ? CannotTell.TooShort : CannotTell.Undecided
                : CannotTell.Told;
            return new LanguageGuess(why == CannotTell.Told ? languages[best] : null, why, all, margin / (double)LanguageTable.UnitsPerBit);
        }

        private static bool IsDivided(ReadOnlySpan<int> votes, int best)
        {
            var (others, all) = (0L, 0L);
            for (var i = 0; i < votes.Length; i++)
            {
                all += votes[i];
                others += i == best ? 0 : votes[i];
            }

            return others >= MixedShare * all && others > 0;
        }

        private static (int Language, int Margin) Best(ReadOnlySpan<int> saved, int languages)
        {
            var (best, next) = (0, -1);
            for (var i = 1; i < languages; i++)
            {
                if (saved[i] > saved[best]) (best, next) = (i, best);
                else if (next < 0 || saved[i] > saved[next]) next = i;
            }

            return (best, saved[best] - saved[next]);
        }
    }
}
