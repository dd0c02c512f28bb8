using System.ClientModel;
using System.ClientModel.Primitives;
using Anthropic;
using Anthropic.Core;
using Custos.Policy.Judging;
using Custos.Records;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;

namespace Custos.Providers.Models;

/// <summary>Which client speaks to the model that a judge chose?</summary>
public static class ModelClients
{
    private const int Retries = 2;

    // Both clients insist on one; servers on the own machine mostly do not.
    private const string NoKey = "none";

    /// <param name="choice">Of the judge's file.</param>
    /// <param name="folder">The folder that the judge's file lies in.</param>
    /// <exception cref="BadInputException">The key's variable is not set, or the recordings' folder is not there.</exception>
    public static IChatClient Open(ModelChoice choice, string folder) => choice.Provider switch
    {
        ModelProvider.Anthropic => new AnthropicClient(new ClientOptions
        {
            ApiKey = KeyOf(choice),
            BaseUrl = choice.Address?.ToString().TrimEnd('/') ?? new ClientOptions().BaseUrl,
            MaxRetries = Retries,
            Timeout = choice.Timeout,
        }).AsIChatClient(choice.Name, choice.MaxTokens),
        ModelProvider.Openai => new OpenAiChatClient(new ChatClient(choice.Name, new ApiKeyCredential(KeyOf(choice)), new OpenAIClientOptions
        {
            Endpoint = choice.Address,
            NetworkTimeout = choice.Timeout,
            RetryPolicy = new ClientRetryPolicy(Retries),
        })),
        ModelProvider.Recorded => Recorded(Path.Combine(folder, choice.Recordings!)),
        _ => ObedientReader.Client(choice.Words),
    };

    private static RecordedChatClient Recorded(string folder) => Directory.Exists(folder)
        ? new RecordedChatClient(folder)
        : throw new BadInputException("There is no such folder of recorded answers.", "Record some with 'custos judge ask --record', or name another folder.", folder);

    private static string KeyOf(ModelChoice choice)
    {
        if (choice.Key is not { } variable) return NoKey;
        return Environment.GetEnvironmentVariable(variable) is { Length: > 0 } key
            ? key
            : throw new BadInputException($"The environment variable {variable} is not set, and holds the key to the model {choice.Name}.", $"Set it, for instance with 'export {variable}=…'.");
    }
}
