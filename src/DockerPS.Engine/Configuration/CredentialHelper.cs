using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace DockerPS.Engine.Configuration;

/// <summary>Runs docker-credential-name get, store, erase and list: the key or JSON on stdin, JSON on stdout. No shell, a full path, nothing but the verb
/// on the command line, and no output in messages, as it may hold the secret.</summary>
internal sealed partial class CredentialHelper : ICredentialHelper
{
    public const string Prefix = "docker-credential-";

    /// <summary>Long enough for a user to unlock a keychain.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(60);

    private const int MaximumOutput = 256 * 1024;

    private const string NotFoundMessage = "credentials not found in native keychain";

    /// <summary>The user's name of credentials that are an identity token.</summary>
    public const string TokenUser = "<token>";

    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly string? _searchPath;
    private readonly TimeSpan _timeout;

    /// <param name="searchPath">What to search for programs; null is the PATH of this process.</param>
    /// <param name="timeout">How long a helper may take; null is <see cref="DefaultTimeout"/>.</param>
    public CredentialHelper(string? searchPath = null, TimeSpan? timeout = null)
    {
        _searchPath = searchPath;
        _timeout = timeout ?? DefaultTimeout;
    }

    public bool ProgramExists(string program) => ExecutableFinder.Find(program, _searchPath) is not null;

    public async Task<RegistryAuth?> GetAsync(string helper, string key, CancellationToken cancellationToken)
    {
        (string program, string file) = Find(helper);
        (int exitCode, byte[] output) = await RunAsync(file, program, "get", key, cancellationToken).ConfigureAwait(false);
        if (exitCode != 0)
        {
            return Encoding.UTF8.GetString(output).Trim() == NotFoundMessage
                ? null
                : throw new DockerConfigurationException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The credential helper '{program}' failed for '{DisplayText.Of(key)}' with exit code {exitCode}. Run '{program} get' with that address on its input to see why."));
        }

        return Read(output, program, key);
    }

    public async Task StoreAsync(string helper, RegistryAuth auth, CancellationToken cancellationToken)
    {
        (string program, string file) = Find(helper);
        bool isToken = !string.IsNullOrEmpty(auth.IdentityToken);
        string input = new JsonObject
        {
            ["ServerURL"] = auth.ServerAddress,
            ["Username"] = isToken ? TokenUser : auth.Username ?? "",
            ["Secret"] = isToken ? auth.IdentityToken : auth.Password ?? "",
        }.ToJsonString(s_json);
        (int exitCode, _) = await RunAsync(file, program, "store", input, cancellationToken).ConfigureAwait(false);
        if (exitCode != 0)
        {
            throw new DockerConfigurationException(string.Create(
                CultureInfo.InvariantCulture,
                $"The credential helper '{program}' did not store the credentials for '{DisplayText.Of(auth.ServerAddress)}': exit code {exitCode}. Run '{program} list' to see whether it works."));
        }
    }

    public async Task EraseAsync(string helper, string key, CancellationToken cancellationToken)
    {
        (string program, string file) = Find(helper);
        (int exitCode, byte[] output) = await RunAsync(file, program, "erase", key, cancellationToken).ConfigureAwait(false);
        if (exitCode != 0 && Encoding.UTF8.GetString(output).Trim() != NotFoundMessage)
        {
            throw new DockerConfigurationException(string.Create(
                CultureInfo.InvariantCulture,
                $"The credential helper '{program}' did not erase the credentials for '{DisplayText.Of(key)}': exit code {exitCode}. Run '{program} erase' with that address on its input to see why."));
        }
    }

    public async Task<IReadOnlyDictionary<string, string>> ListAsync(string helper, CancellationToken cancellationToken)
    {
        (string program, string file) = Find(helper);

        // The CLI writes this word too: some helpers refuse to start without input.
        (int exitCode, byte[] output) = await RunAsync(file, program, "list", "unused", cancellationToken).ConfigureAwait(false);
        return exitCode == 0
            ? ConfigSection.Parse(output, $"The answer of the credential helper '{program}'", null).Texts()
            : throw new DockerConfigurationException(string.Create(
                CultureInfo.InvariantCulture, $"The credential helper '{program}' did not list its registries: exit code {exitCode}. Run '{program} list' to see why."));
    }

    private (string Program, string File) Find(string helper)
    {
        if (!NamePattern().IsMatch(helper))
        {
            throw new DockerConfigurationException(
                $"The credential helper '{DisplayText.Of(helper)}' of config.json is not a helper's name. Write only what follows '{Prefix}' in the program's name, such as pass.");
        }

        string program = Prefix + helper;
        string file = ExecutableFinder.Find(program, _searchPath)
            ?? throw new DockerConfigurationException($"The credential helper '{program}' that config.json names is not on PATH. Install it, or take it out of credsStore and credHelpers.");
        return (program, file);
    }

    private static RegistryAuth? Read(byte[] output, string program, string key)
    {
        ConfigSection answer = ConfigSection.Parse(output, $"The answer of the credential helper '{program}'", null);
        string? user = answer.Text("Username");
        string? secret = answer.Text("Secret");
        RegistryAuth auth = user == TokenUser
            ? new RegistryAuth { IdentityToken = secret, ServerAddress = key }
            : new RegistryAuth { Username = user, Password = secret, ServerAddress = key };
        return auth.IsEmpty ? null : auth;
    }

    private async Task<(int ExitCode, byte[] Output)> RunAsync(string file, string program, string verb, string input, CancellationToken cancellationToken)
    {
        using Process process = new() { StartInfo = StartInfo(file, verb) };
        try
        {
            process.Start();
        }
        catch (Win32Exception exception)
        {
            throw new DockerConfigurationException($"The credential helper '{program}' cannot be started: {exception.Message} Check that it is a program that you may run.", exception);
        }

        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_timeout);
        try
        {
            // Both pipes are emptied while the helper runs, or one that fills them would never end.
            _ = DrainAsync(process.StandardError.BaseStream, limit.Token);
            Task<byte[]> output = ReadLimitedAsync(process.StandardOutput.BaseStream, program, limit.Token);
            await WriteInputAsync(process, input, limit.Token).ConfigureAwait(false);
            byte[] bytes = await output.ConfigureAwait(false);
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            return (process.ExitCode, bytes);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DockerConfigurationException(string.Create(
                CultureInfo.InvariantCulture,
                $"The credential helper '{program}' did not answer within {_timeout.TotalSeconds:0.#} seconds. Check whether it waits for a keychain to be unlocked."));
        }
        finally
        {
            Stop(process);
        }
    }

    private static ProcessStartInfo StartInfo(string file, string verb) => new(file, [verb])
    {
        UseShellExecute = false,
        CreateNoWindow = true,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        StandardInputEncoding = s_utf8,
    };

    private static async Task DrainAsync(Stream stream, CancellationToken cancellationToken)
    {
        try
        {
            await stream.CopyToAsync(Stream.Null, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // What the helper chats is not waited for: an agent that it leaves behind may hold the pipe open.
        }
    }

    private static async Task WriteInputAsync(Process process, string input, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(s_utf8.GetBytes(input), cancellationToken).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // A helper may answer without reading its input; its exit code and output tell.
        }
    }

    private static async Task<byte[]> ReadLimitedAsync(Stream stream, string program, CancellationToken cancellationToken)
    {
        using MemoryStream kept = new();
        byte[] buffer = new byte[4096];
        int count;
        while ((count = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (kept.Length + count > MaximumOutput)
            {
                throw new DockerConfigurationException($"The answer of the credential helper '{program}' is too long to be credentials. Check that it is the right program.");
            }

            kept.Write(buffer, 0, count);
        }

        return kept.ToArray();
    }

    private static void Stop(Process process)
    {
        try
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended by itself, or ends just now.
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
