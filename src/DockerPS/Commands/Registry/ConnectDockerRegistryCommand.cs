using System.Management.Automation;
using System.Net;
using System.Security;
using DockerPS.Completion;
using DockerPS.Engine.Api;
using DockerPS.Engine.Configuration;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Logs in to a registry.</summary>
/// <remarks>
/// <para>The engine asks the registry whether the login is right (POST /auth), and only then it is kept, where the docker CLI keeps and finds it:
/// in the credential helper that is set for the registry (credHelpers, credsStore, or the platform's own), else in config.json, with a warning since
/// that is plain text. With -SessionOnly it is kept in the memory of this session alone. Receive-Image, Push-Image, New-Image and the other
/// cmdlets find it there. The twin of docker login.</para>
/// <para>Without credentials a login that is stored already is checked, and where there is none PowerShell asks for user and password.
/// What the registry gives in place of the password, an identity token, is kept in its place.</para>
/// <para>No output shows a password or token. about_DockerPS_Registries has more.</para>
/// </remarks>
/// <example>
/// <title>Log in and be asked for the password</title>
/// <code>Connect-DockerRegistry registry.example:5000</code>
/// <para>Asks for user name and password, unless a login is stored already.</para>
/// </example>
/// <example>
/// <title>Log in to Docker Hub with a secret of a vault</title>
/// <code>Get-Secret hub | Connect-DockerRegistry -SessionOnly</code>
/// <para>A PSCredential from the vault is used in this session, and stored nowhere. Of a SecureString or a text the user has to be named: -UserName me.</para>
/// </example>
/// <example>
/// <title>Log in from a build server's variable</title>
/// <code>$env:REGISTRY_PASSWORD | Connect-DockerRegistry registry.example -UserName ci</code>
/// <para>Takes the password from the pipeline, as docker login --password-stdin does; it is on no command line.</para>
/// </example>
/// <example>
/// <title>Check the logins that are stored</title>
/// <code>Get-DockerRegistry | Connect-DockerRegistry -PassThru</code>
/// <para>Returns those that their registries still take, and an error for each of the others.</para>
/// </example>
/// <seealso cref="DisconnectDockerRegistryCommand"/>
/// <seealso cref="GetDockerRegistryCommand"/>
[Cmdlet(VerbsCommunications.Connect, "DockerRegistry", DefaultParameterSetName = CredentialSet, SupportsShouldProcess = true)]
[Alias("Login-DockerRegistry")]
[OutputType(typeof(DockerRegistry))]
public sealed class ConnectDockerRegistryCommand : EngineCmdlet
{
    private const string CredentialSet = "Credential";
    private const string UserSet = "UserName";
    private const string TokenSet = "IdentityToken";

    private bool _hadInput;

    /// <summary>The registry: a host, host:port, or an address, of which scheme and path are left out. Docker Hub (docker.io) by default.</summary>
    [Parameter(Position = 0)]
    [Alias("Server")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RegistryCompleter))]
    public string? Registry { get; set; }

    /// <summary>User and password. Of a user name alone PowerShell asks for the password. By default a stored login, else PowerShell asks for both.</summary>
    [Parameter(Position = 1, ParameterSetName = CredentialSet)]
    [Credential]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    /// <summary>The user, whose password comes by -Password or from the pipeline; else PowerShell asks for it.</summary>
    [Parameter(Mandatory = true, ParameterSetName = UserSet)]
    [Alias("u")]
    [ValidateNotNullOrEmpty]
    public string? UserName { get; set; }

    /// <summary>The password of -UserName, or an access token in its place, as a SecureString.</summary>
    [Parameter(ParameterSetName = UserSet)]
    [Alias("p")]
    [PasswordTransformation]
    [ValidateNotNull]
    public SecureString? Password { get; set; }

    /// <summary>Says that the password comes from the pipeline, as docker's --password-stdin does; it is taken from there without it, too.</summary>
    [Parameter(ParameterSetName = UserSet)]
    public SwitchParameter PasswordStdin { get; set; }

    /// <summary>A token that the registry has given in place of a password, as a SecureString.</summary>
    [Parameter(Mandatory = true, ParameterSetName = TokenSet)]
    [PasswordTransformation]
    [ValidateNotNull]
    public SecureString? IdentityToken { get; set; }

    /// <summary>A PSCredential; with -UserName, the password as a SecureString or a text, whose line end is left out;
    /// or a login of Get-DockerRegistry, to be checked.</summary>
    [Parameter(ValueFromPipeline = true, ParameterSetName = CredentialSet)]
    [Parameter(ValueFromPipeline = true, ParameterSetName = UserSet)]
    public object? InputObject { get; set; }

    /// <summary>Keeps the login in this session's memory only, before any that is stored. Other runspaces do not see it, those of
    /// ForEach-Object -Parallel and of jobs among them.</summary>
    [Parameter]
    public SwitchParameter SessionOnly { get; set; }

    /// <summary>Returns the login, without its secret.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected override Task ProcessAsync()
    {
        object? input = Bare.Of(InputObject);
        _hadInput |= input is not null;
        if (input is null && MyInvocation.ExpectingInput)
        {
            // What came is nothing; the end of the pipeline says so.
            return Task.CompletedTask;
        }

        // A login of a list that fails does not keep the others from being checked.
        return input is DockerRegistry login
            ? GuardAsync(null, login, () => ConnectAsync(input))
            : ConnectAsync(input);
    }

    /// <inheritdoc/>
    private protected override Task EndAsync() => MyInvocation.ExpectingInput && !_hadInput
        ? throw new InvalidRequestException("CredentialMissing", "Nothing came from the pipeline to log in with.")
        : Task.CompletedTask;

    private async Task ConnectAsync(object? input)
    {
        string key = input is DockerRegistry login && Registry is null
            ? RegistryKey.Of(login.Registry)
            : RegistryKey.FromText(Registry ?? ImageReference.DefaultRegistry);
        RegistryAuth? given = Given(input, key);
        EngineApi engine = SelectEngine();
        string registry = RegistryKey.RegistryOf(key);
        if (!await ShouldProcessAsync($"{registry} by {engine.Connection.Name}", SessionOnly ? "Log in to registry for this session" : "Log in to registry").ConfigureAwait(false))
        {
            return;
        }

        await AttributeAsync(engine.Connection, () => LogInAsync(engine, key, given)).ConfigureAwait(false);
    }

    private async Task LogInAsync(EngineApi engine, string key, RegistryAuth? given)
    {
        RegistryAuth? stored = given is null && UserName is null ? await RegistryCredentials.FindAsync(key).ConfigureAwait(false) : null;
        RegistryAuth auth = given ?? stored?.For(key) ?? await AskAsync(key).ConfigureAwait(false);
        RegistryAuth accepted;
        try
        {
            accepted = await LoginChecker.CheckAsync(this, engine, auth).ConfigureAwait(false);
        }
        catch (RegistryException refused) when (stored is not null && refused.IsRefused && !MyInvocation.ExpectingInput)
        {
            await WarnAsync($"The login to {RegistryKey.RegistryOf(key)} that is stored is not taken any more.").ConfigureAwait(false);
            auth = await AskAsync(key, refused).ConfigureAwait(false);
            stored = null;
            accepted = await LoginChecker.CheckAsync(this, engine, auth).ConfigureAwait(false);
        }

        LoginPlace? place = await KeepAsync(accepted, isNew: stored is null || accepted != auth).ConfigureAwait(false);
        if (PassThru)
        {
            await WriteAsync(await LoginAsync(key, accepted, place).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    /// <summary>Keeps a login. One that was stored already stays where it is, as long as the registry gave nothing new.</summary>
    /// <returns>Where it was put; null where it stays.</returns>
    private async Task<LoginPlace?> KeepAsync(RegistryAuth auth, bool isNew)
    {
        if (SessionOnly)
        {
            Session.Logins[auth.ServerAddress] = auth;
            return LoginPlace.Session;
        }

        if (!isNew)
        {
            return null;
        }

        var store = new CredentialStore(DockerEnvironment.Current);
        (LoginPlace place, bool isPlain) = await ChangeAsync(token => store.StoreAsync(auth, token)).ConfigureAwait(false);

        // What the user has just stored must not be hidden by what this session had.
        Session.Logins.TryRemove(auth.ServerAddress, out _);
        await VerboseAsync($"The login is kept by: {place}").ConfigureAwait(false);
        if (isPlain)
        {
            await WarnAsync(
                $"The password is stored unencrypted in '{store.ConfigFile}'. A credential helper (credsStore) keeps it safe, -SessionOnly stores it nowhere.").ConfigureAwait(false);
        }

        if (new CredentialResolver(DockerEnvironment.Current).HasVariableLogin(auth.ServerAddress))
        {
            await WarnAsync(
                $"The {CredentialResolver.AuthVariable} variable has a login to {RegistryKey.RegistryOf(auth.ServerAddress)}, too, and goes before the one that is stored.").ConfigureAwait(false);
        }

        return place;
    }

    private async Task<DockerRegistry> LoginAsync(string key, RegistryAuth auth, LoginPlace? place)
    {
        if (place is null)
        {
            await foreach (DockerRegistry known in RegistryLogins.ListAsync(Session, StopToken).ConfigureAwait(false))
            {
                if (known.IsUsed && RegistryKey.Of(known.Registry) == key)
                {
                    return known;
                }
            }
        }

        return RegistryLogins.ToModel(StoredLogin.Of(auth, key, place ?? LoginPlace.ConfigFile), isUsed: true);
    }

    /// <summary>The credentials that the user gave; null where he gave none.</summary>
    private RegistryAuth? Given(object? input, string key)
    {
        if (input is not (null or DockerRegistry) && (Credential is not null || Password is not null))
        {
            throw new InvalidRequestException("CredentialAmbiguous", "The credentials are given twice: by a parameter and in the pipeline.");
        }

        return input switch
        {
            PSCredential credential when UserName is null => Of(credential, key),
            PSCredential => throw new InvalidRequestException("CredentialAmbiguous", "The credential from the pipeline has its own user name: leave -UserName out."),
            SecureString secret => OfPassword(Plain(secret), key),
            string text => OfPassword(WithoutLineEnd(text), key),
            DockerRegistry when UserName is not null => throw new InvalidRequestException(
                "CredentialAmbiguous", "A login from the pipeline is checked as it is stored: leave -UserName out."),
            null or DockerRegistry => OfParameters(key),
            _ => throw new InvalidRequestException("BadParameter", $"An object of the type {input.GetType().Name} is no credential. Pipe a PSCredential, or with -UserName a SecureString."),
        };
    }

    private RegistryAuth? OfParameters(string key) =>
        IdentityToken is not null ? new RegistryAuth { IdentityToken = Filled(Plain(IdentityToken), nameof(IdentityToken)), ServerAddress = key }
        : PasswordStdin ? throw new InvalidRequestException("CredentialMissing", "-PasswordStdin says that the password comes from the pipeline, but nothing does.")
        : Password is not null ? OfPassword(Plain(Password), key)
        : Credential is not null ? Of(Credential, key)
        : null;

    private RegistryAuth OfPassword(string password, string key) => UserName is null
        ? throw new InvalidRequestException("CredentialMissing", "Whose password came from the pipeline has to be said: give -UserName.")
        : new RegistryAuth { Username = UserName, Password = Filled(password, nameof(Password)), ServerAddress = key };

    private static RegistryAuth Of(PSCredential credential, string key) => new()
    {
        Username = credential.UserName,
        Password = Filled(credential.GetNetworkCredential().Password, nameof(Password)),
        ServerAddress = key,
    };

    private static string Filled(string secret, string what) => secret.Trim().Length > 0
        ? secret
        : throw new InvalidRequestException("CredentialMissing", $"The {(what == nameof(Password) ? "password" : "token")} is empty.");

    private static string Plain(SecureString secret) => new NetworkCredential("", secret).Password;

    /// <summary>A text that was read from a file or a program, without the line end that came with it.</summary>
    private static string WithoutLineEnd(string text)
    {
        string cut = text.EndsWith('\n') ? text[..^1] : text;
        return cut.EndsWith('\r') ? cut[..^1] : cut;
    }

    /// <summary>Asks the user, where there is one.</summary>
    /// <param name="key">The registry's key.</param>
    /// <param name="cause">Why he is asked; the error where he cannot be.</param>
    private async Task<RegistryAuth> AskAsync(string key, DockerException? cause = null)
    {
        string registry = RegistryKey.RegistryOf(key);
        var answer = new TaskCompletionSource<PSCredential?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await InvokeAsync(() =>
        {
            try
            {
                // Without a target: PowerShell would put it in front of the user's name, as a domain.
                answer.TrySetResult(Host.UI?.PromptForCredential($"Log in to {registry}", $"The user name and the password for {registry}.", UserName ?? "", ""));
            }
            catch (Exception exception) when (exception is PSInvalidOperationException or NotImplementedException or (RuntimeException and not PipelineStoppedException))
            {
                // There is nobody to ask.
                answer.TrySetResult(null);
            }
        }).ConfigureAwait(false);
        return await answer.Task.WaitAsync(StopToken).ConfigureAwait(false) is { UserName.Length: > 0 } credential
            ? Of(credential, key)
            : throw cause ?? new InvalidRequestException("CredentialMissing", $"There is no login to {registry}, and none was given.")
            {
                Advice = "Give -Credential, or pipe the password to -UserName.",
            };
    }
}
