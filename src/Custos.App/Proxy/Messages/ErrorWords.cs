namespace Custos.App.Proxy.Messages;

/// <summary>What does Anthropic call an error of this status?</summary>
/// <remarks>Source: Anthropic API reference, "Errors".</remarks>
internal static class ErrorWords
{
    public static string Of(int status) => status switch
    {
        401 => "authentication_error",
        403 => "permission_error",
        404 => "not_found_error",
        413 => "request_too_large",
        429 => "rate_limit_error",
        503 or 529 => "overloaded_error",
        504 => "timeout_error",
        >= 500 => "api_error",
        _ => "invalid_request_error",
    };
}
