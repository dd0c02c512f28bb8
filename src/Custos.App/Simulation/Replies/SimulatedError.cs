namespace Custos.App.Simulation.Replies;

/// <summary>With which error does an upstream answer? Its status decides the type that each protocol gives it.</summary>
/// <param name="Status">The HTTP status. 529, overloaded, is Anthropic's alone: OpenAI's protocols answer 503 in its place.</param>
/// <param name="Message">In words.</param>
internal sealed record SimulatedError(int Status, string Message)
{
    /// <summary>OpenAI's code; null for the status's own.</summary>
    public string? Code { get; init; }

    /// <summary>OpenAI's name of what is wrong in the request.</summary>
    public string? Parameter { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>How often the same request meets it before it is answered; null for always.</summary>
    public int? Times { get; init; }

    public int OpenAiStatus => Status == 529 ? 503 : Status;

    public string OpenAiType => Status switch
    {
        429 => "requests",
        >= 500 => "server_error",
        _ => "invalid_request_error",
    };

    public string? OpenAiCode => Code ?? Status switch
    {
        401 => "invalid_api_key",
        404 => "model_not_found",
        429 => "rate_limit_exceeded",
        _ => null,
    };
}
