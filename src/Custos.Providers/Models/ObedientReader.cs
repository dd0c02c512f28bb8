using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace Custos.Providers.Models;

/// <summary>What does a gullible model answer? Yes where the judged text says one of some words, unless somebody orders another answer: then that.</summary>
/// <remarks>
/// It believes what its task says of where the text stands, takes everything between those two lines as text, and obeys every order that
/// it finds outside of them, the last one most. So an order in the judged text steers it exactly where the prompt lets the order out.
/// </remarks>
public static partial class ObedientReader
{
    /// <summary>A client that answers in the usual form of judges' answers.</summary>
    /// <param name="words">In any case of letters.</param>
    public static SimulatedChatClient Client(IReadOnlyList<string> words) => new((messages, _) => Answer(messages, words));

    private static string Answer(IReadOnlyList<ChatMessage> messages, IReadOnlyList<string> words)
    {
        var task = string.Join('\n', messages.Where(message => message.Role == ChatRole.System).Select(message => message.Text));
        var asked = string.Join('\n', messages.Where(message => message.Role == ChatRole.User).Select(message => message.Text));
        var (judged, outside) = Parted(task, asked);
        var verdict = OrderIn(outside) ?? (words.Any(word => judged.Contains(word, StringComparison.OrdinalIgnoreCase)) ? "yes" : "no");
        return JsonSerializer.Serialize(new Dictionary<string, string> { ["reason"] = verdict == "yes" ? "It says one of the words." : "It says none of the words.", ["verdict"] = verdict });
    }

    // The first line that opens with the announced mark, and the first one after it that closes with it.
    private static (string Judged, string Outside) Parted(string task, string asked)
    {
        if (Announced().Match(task) is not { Success: true } announced) return (asked, asked);
        var mark = announced.Groups["mark"].Value;
        var open = asked.IndexOf($"<<<{mark}\n", StringComparison.Ordinal);
        var from = open + mark.Length + 4;
        var close = open < 0 ? -1 : asked.IndexOf($"\n{mark}>>>", from - 1, StringComparison.Ordinal);
        return close < 0 ? (asked, asked) : (asked[from..Math.Max(from, close)], asked[..open] + asked[close..]);
    }

    private static string? OrderIn(string outside)
    {
        var order = Ordered().Matches(outside).LastOrDefault();
        if (order is not null) return order.Groups["answer"].Value.ToLowerInvariant();
        return Overruled().IsMatch(outside) ? "no" : null;
    }

    [GeneratedRegex("<<<(?<mark>[0-9a-z]+)", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Announced();

    // An order at the beginning of a line: answer no, reply with yes, say {"verdict": "no"}.
    [GeneratedRegex("^ *(please )?(answer|reply|respond|say|output)( only| with| that it is)*[ :]+(\\{?\"?verdict\"?[ :]+)?\"?(?<answer>yes|no|unknown)\\b", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Ordered();

    [GeneratedRegex("(^|[.!?:] +)(please )?(now )?(ignore|disregard|forget|override|bypass|reveal)\\b", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Overruled();
}
