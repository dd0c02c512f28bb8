using Custos.Records;

namespace Custos.App.Api;

/// <summary>Turns whatever a request ends with into one answer in one format; what nobody foresaw is logged, without content.</summary>
internal sealed partial class FailureBoundary(RequestDelegate next, ILogger<FailureBoundary> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        context.Response.Headers["custos-request-id"] = context.TraceIdentifier;
        try
        {
            await next(context);
            if (!context.Response.HasStarted && context.Response is { StatusCode: StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed } response)
            {
                await AnswerAsync(context, Missing(response.StatusCode));
            }
        }
        catch (ProblemException known)
        {
            await AnswerAsync(context, known.Problem);
        }
        catch (EventLogOverloadedException overloaded)
        {
            await AnswerAsync(context, Problem.Overloaded(overloaded.Message));
        }
        catch (BadInputException bad)
        {
            await AnswerAsync(context, Problem.BadRequest(bad.Message));
        }
        catch (BadHttpRequestException bad)
        {
            await AnswerAsync(context, bad.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? Problem.TooLarge("The body is larger than this server takes; send fewer or shorter texts.")
                : Problem.BadRequest("The request's framing is broken: its body does not end as its headers say.") with { Status = bad.StatusCode });
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has left; there is nobody to answer.
            context.Abort();
        }
        catch (Exception unforeseen)
        {
            Unforeseen(logger, unforeseen.GetType().FullName, context.Request.Path.Value, context.TraceIdentifier, unforeseen.StackTrace);
            await AnswerAsync(context, Problem.Unexpected);
        }
    }

    private static Task AnswerAsync(HttpContext context, Problem problem)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        return problem.WriteAsync(context);
    }

    private static Problem Missing(int status) => status == StatusCodes.Status404NotFound
        ? Problem.NotFound("This server has no such address; docs/stages/gate.md lists those it has.")
        : new Problem(status, "method_not_allowed", "This address is not asked that way.", "Use the method that the 'Allow' header names.");

    // The exception's message may quote content: its type and stack may not.
    [LoggerMessage(EventId = 1001, Level = LogLevel.Error, Message = "{Exception} at {Path}, request {RequestId}: {Stack}")]
    private static partial void Unforeseen(ILogger logger, string? exception, string? path, string requestId, string? stack);
}
