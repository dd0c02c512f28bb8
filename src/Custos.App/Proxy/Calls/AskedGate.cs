using System.Text;
using Custos.App.Api;
using Custos.App.Proxy.Protocols;
using Custos.Records;
using Custos.Records.Calls;

namespace Custos.App.Proxy.Calls;

/// <summary>May what is asked go to the model?</summary>
/// <remarks>
/// What came after the model's last words is decided on with every call. What stands before is decided on where it has not passed already:
/// a client may invent a history. The application's instructions are its own, unless the server was told to read them.
/// </remarks>
internal static class AskedGate
{
    /// <summary>Decides, and where it was stopped answers the client.</summary>
    /// <returns>True where the model is not to be asked.</returns>
    public static async Task<bool> StopsAsync(Call call)
    {
        var (texts, keys) = Choose(call);
        if (texts.Count == 0) return false;
        var joined = new JoinedText([.. texts.Select(text => text.Text)]);
        call.Record.Input = joined.Whole;
        var decision = await call.Gate.OnInputAsync(joined.Whole, call.Left);
        if (!CallGate.Passes(decision.Verdict))
        {
            await StopAsync(call, call.Gate.MessageOf(decision.Verdict));
            return true;
        }

        if (decision.Verdict is Verdict.Redact redact) call.Body = Redacted(call.Body, joined, texts, redact);
        else foreach (var key in keys) call.Around.Vetted.Add(key);
        return false;
    }

    private static (List<AskedText> Texts, List<UInt128> Keys) Choose(Call call)
    {
        var texts = call.Asked.Texts.Where(text => call.Options.ReadsInstructions || text.Speaker != Speaker.Operator).ToList();
        call.InputBytes = call.Asked.Texts.Sum(text => Encoding.UTF8.GetByteCount(text.Text));
        var firstNew = Math.Min(texts.FindLastIndex(text => text.Speaker == Speaker.Model) + 1, texts.Count - 1);
        var chosen = new List<AskedText>();
        var keys = new List<UInt128>();
        for (var i = 0; i < texts.Count; i++)
        {
            var key = call.VettedKey(texts[i].Text);
            if (i < firstNew && call.Around.Vetted.Knows(key)) continue;
            chosen.Add(texts[i]);
            keys.Add(key);
        }

        return (chosen, keys);
    }

    private static byte[] Redacted(ReadOnlyMemory<byte> body, JoinedText joined, List<AskedText> texts, Verdict.Redact redact) =>
        Splice.Strings(body.Span, joined.Split(redact.Stretches).GroupBy(part => part.Number)
            .Select(parts => (texts[parts.Key].Place, Redaction.Of(texts[parts.Key].Text, parts.Select(part => part.Stretch)))));

    private static async Task StopAsync(Call call, string message)
    {
        await call.RecordAsync(CallOutcome.InputBlocked);
        if (call.Options.BlocksWithError) throw new ProblemException(new Problem(StatusCodes.Status400BadRequest, "content_filter", "The request was stopped.", message));
        await call.WriteInsteadAsync(message);
    }
}
