using System.Net;
using System.Text.Json;
using System.Text.Unicode;
using Custos.App.Api;
using Custos.App.Proxy.Upstream;
using Custos.Records.Calls;
using Polly.Timeout;

namespace Custos.App.Proxy.Calls;

/// <summary>A model call from the client's request to the end of its answer.</summary>
/// <remarks>
/// 1. The request is let in, read, and understood as far as it must be.
/// 2. What is asked is decided on (<see cref="AskedGate"/>), before the model's server is asked or beside it.
/// 3. The server is asked: the bytes that came, but for what is taken out.
/// 4. Its errors go back as they are; an answer in one piece (<see cref="WholeAnswer"/>) and a stream (<see cref="StreamedAnswer"/>) are decided on.
/// 5. Everything goes on record before the answer ends: what has ended is not lost.
/// </remarks>
internal static class ProxiedCall
{
    private const int MaxDepth = 128;

    public static async Task RunAsync(Call call)
    {
        // 1.
        call.Context.Response.Headers["custos-exchange-id"] = call.Id.ToString();
        LetIn(call);
        try
        {
            var body = await BodyReader.ReadAsync(call.Context.Request.Body, call.Options.MostRequestBytes, call.Left);
            call.Take(body.Length);
            Understand(call, body);
            if (call.Options.AsksBeside) await AskBesideAsync(call);
            else await AskAfterAsync(call);
        }
        catch (OperationCanceledException) when (call.Left.IsCancellationRequested)
        {
            await call.RecordAsync(CallOutcome.ClientLeft);
            call.Context.Abort();
        }
        finally
        {
            call.GiveBack();
        }
    }

    private static void LetIn(Call call)
    {
        if (call.Around.Limits.Enter(call.Key ?? "", call.Limits) is not { } refusal) return;
        var seconds = Math.Max(1, (int)Math.Ceiling(refusal.RetryAfter.TotalSeconds));
        throw new ProblemException(new Problem(
            StatusCodes.Status429TooManyRequests, "rate_limit_exceeded", "The key has used up what it may.", $"This key may use {refusal.PerMinute} {refusal.What} a minute; try again in {seconds} s.")
        {
            RetryAfterSeconds = seconds,
            ErrorType = refusal.What,
        });
    }

    private static void Understand(Call call, ReadOnlyMemory<byte> body)
    {
        if (!Utf8.IsValid(body.Span)) throw new ProblemException(Problem.BadRequest("The body is not valid UTF-8; encode it as UTF-8."));
        call.Body = body;
        try
        {
            // Two members of one name would let the gate read the one and the model the other.
            using var parsed = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false });
            if (parsed.RootElement.ValueKind != JsonValueKind.Object) throw new ProblemException(Problem.BadRequest("The body is not a JSON object."));
            call.Begin(call.Protocol.ReadRequest(parsed.RootElement, new JsonPlaces(body)));
        }
        catch (InvalidOperationException)
        {
            throw new ProblemException(Problem.BadRequest("The body names a member by half a pair of surrogates, which is no text."));
        }
        catch (JsonException bad)
        {
            throw new ProblemException(Problem.BadRequest($"The body is not valid JSON at line {bad.LineNumber + 1}, byte {bad.BytePositionInLine + 1}, nests deeper than {MaxDepth} levels, or names a member twice."));
        }
    }

    private static async Task AskAfterAsync(Call call)
    {
        // 2.
        if (await AskedGate.StopsAsync(call)) return;

        // 3.
        await AskAndAnswerAsync(call);
    }

    private static async Task AskAndAnswerAsync(Call call)
    {
        using var answer = await WaitAsync(call, AskAsync(call, call.Left));
        await AnswerAsync(call, answer);
    }

    // The server works meanwhile; where the request is stopped, or something was taken out of it, that answer is thrown away.
    private static async Task AskBesideAsync(Call call)
    {
        using var abandoning = CancellationTokenSource.CreateLinkedTokenSource(call.Left);
        var asked = call.Body;
        var asking = AskAsync(call, abandoning.Token);
        var (stopped, usesIt) = (true, false);
        try
        {
            stopped = await AskedGate.StopsAsync(call);
            usesIt = !stopped && asked.Equals(call.Body);
        }
        finally
        {
            if (!usesIt)
            {
                await abandoning.CancelAsync();
                _ = asking.ContinueWith(Forget, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }
        }

        if (stopped) return;
        if (!usesIt)
        {
            await AskAndAnswerAsync(call);
            return;
        }

        using var answer = await WaitAsync(call, asking);
        await AnswerAsync(call, answer);
    }

    private static Task<HttpResponseMessage> AskAsync(Call call, CancellationToken cancellationToken) =>
        call.Around.Upstream.AskAsync(call.Context.Request, call.Options.Upstreams[call.Protocol.Family], call.Protocol.Family, call.Body, cancellationToken);

    private static async Task<HttpResponseMessage> WaitAsync(Call call, Task<HttpResponseMessage> asking)
    {
        try
        {
            return await asking;
        }
        catch (HttpRequestException failed)
        {
            await call.RecordAsync(CallOutcome.UpstreamFailed);
            throw new ProblemException(UpstreamProblem.Failed(failed));
        }
        catch (TimeoutRejectedException)
        {
            await call.RecordAsync(CallOutcome.UpstreamTimedOut);
            throw new ProblemException(UpstreamProblem.TimedOut);
        }
    }

    private static void Forget(Task<HttpResponseMessage> asking)
    {
        if (asking.IsCompletedSuccessfully) asking.Result.Dispose();
        else _ = asking.Exception;
    }

    // 4.
    private static Task AnswerAsync(Call call, HttpResponseMessage answer)
    {
        call.Status = (int)answer.StatusCode;
        return answer.StatusCode >= HttpStatusCode.MultipleChoices ? PassErrorAsync(call, answer)
            : answer.Content.Headers.ContentType?.MediaType == "text/event-stream" ? StreamedAnswer.GiveAsync(call, answer)
            : WholeAnswer.GiveAsync(call, answer);
    }

    private static async Task PassErrorAsync(Call call, HttpResponseMessage answer)
    {
        var body = await WholeAnswer.ReadAsync(call, answer);

        // 5.
        await call.RecordAsync(CallOutcome.UpstreamRefused);
        UpstreamClient.CopyHeaders(answer, call.Context.Response, withLength: false);
        call.Context.Response.ContentLength = body.Length;
        await call.Context.Response.Body.WriteAsync(body, call.Left);
    }
}
