using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Custos.App.Api;
using Custos.App.Proxy.Protocols;
using Custos.App.Proxy.Upstream;
using Custos.Records;
using Custos.Records.Calls;

namespace Custos.App.Proxy.Calls;

/// <summary>May an answer in one piece go to the client, and as what?</summary>
internal static class WholeAnswer
{
    private const int MaxDepth = 128;

    /// <summary>Decides on the answer and gives the client what passes.</summary>
    /// <exception cref="ProblemException">The answer cannot be read.</exception>
    public static async Task GiveAsync(Call call, HttpResponseMessage answer)
    {
        var body = await ReadAsync(call, answer);
        var said = await UnderstandAsync(call, answer, body);
        call.Ending = said.Ending;
        var changes = new List<(Place, byte[])>();
        var stopped = await StoppedByAsync(call, said.Texts, changes);
        foreach (var tool in said.Calls) stopped ??= await StoppedByAsync(call, tool, changes);
        await call.RecordAsync(stopped is null ? CallOutcome.Completed : CallOutcome.OutputBlocked);
        UpstreamClient.CopyHeaders(answer, call.Context.Response, withLength: false);
        if (stopped is not null)
        {
            await call.WriteInsteadAsync(call.Gate.MessageOf(stopped));
            return;
        }

        foreach (var text in said.Texts) call.Around.Vetted.Add(call.VettedKey(text.Text));
        var given = changes.Count == 0 ? body : Splice.Values(body.Span, [.. changes, .. Beside.In(body)]);
        call.Context.Response.ContentLength = given.Length;
        await call.Context.Response.Body.WriteAsync(given, call.Left);
    }

    /// <summary>All bytes of the answer.</summary>
    /// <exception cref="ProblemException">The server broke off, took too long, or said too much; it is on record.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(Call call, HttpResponseMessage answer)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(call.Left);
        patience.CancelAfter(call.Options.FirstByteTimeout);
        Problem problem;
        var outcome = CallOutcome.UpstreamFailed;
        try
        {
            if (await BodyReader.TryReadAsync(await answer.Content.ReadAsStreamAsync(patience.Token), call.Options.MostAnswerBytes, patience.Token) is { } body)
            {
                call.Take(body.Length);
                return body;
            }

            problem = UpstreamProblem.Unreadable with { Detail = $"The model's server sent an answer of more than {call.Options.MostAnswerBytes} bytes." };
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException)
        {
            problem = UpstreamProblem.BrokeOff;
        }
        catch (OperationCanceledException) when (!call.Left.IsCancellationRequested)
        {
            (problem, outcome) = (UpstreamProblem.TimedOut, CallOutcome.UpstreamTimedOut);
        }

        await call.RecordAsync(outcome);
        throw new ProblemException(problem);
    }

    private static async Task<Answer> UnderstandAsync(Call call, HttpResponseMessage answer, ReadOnlyMemory<byte> body)
    {
        try
        {
            if (answer.Content.Headers.ContentEncoding.Count == 0 && Utf8.IsValid(body.Span))
            {
                using var parsed = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = MaxDepth });
                if (parsed.RootElement.ValueKind == JsonValueKind.Object) return call.Protocol.ReadAnswer(parsed.RootElement, new JsonPlaces(body));
            }
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            // Refused below, like everything that cannot be read.
        }

        await call.RecordAsync(CallOutcome.UpstreamFailed);
        throw new ProblemException(UpstreamProblem.Unreadable);
    }

    private static async Task<Verdict?> StoppedByAsync(Call call, IReadOnlyList<SaidText> texts, List<(Place, byte[])> changes)
    {
        var joined = new JoinedText([.. texts.Select(text => text.Text)]);
        call.Record.Output = joined.Whole;
        if (joined.Whole.Length == 0) return null;
        var decision = await call.Gate.OnOutputAsync(joined.Whole, call.Left);
        if (!CallGate.Passes(decision.Verdict)) return decision.Verdict;
        if (decision.Verdict is not Verdict.Redact redact) return null;
        changes.AddRange(joined.Split(redact.Stretches).GroupBy(part => part.Number)
            .Select(parts => (texts[parts.Key].Place, Splice.Quoted(Redaction.Of(texts[parts.Key].Text, parts.Select(part => part.Stretch))))));
        return null;
    }

    private static async Task<Verdict?> StoppedByAsync(Call call, SaidCall tool, List<(Place, byte[])> changes)
    {
        var decision = await call.Gate.OnToolCallAsync(tool.Tool, tool.Arguments, call.Left);
        if (!CallGate.Passes(decision.Verdict)) return decision.Verdict;
        if (decision.Verdict is not Verdict.Redact redact) return null;
        var redacted = Redaction.Of(tool.Arguments, redact.Stretches);

        // Arguments that are no text in the body must stay JSON.
        if (!tool.IsText && !IsJson(redacted)) return decision.Verdict;
        changes.Add((tool.Place, tool.IsText ? Splice.Quoted(redacted) : Encoding.UTF8.GetBytes(redacted)));
        return null;
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var parsed = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
